package org.saddlebag.content;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses who encrypts with AES-GCM. Providers are passed as objects and never installed globally.
 *
 * <p>Corretto where its native library loads: fast from the first byte and without a limit. Else
 * the platform's SunJCE, which throws at 2 GiB - 1 bytes in one message; where the content is
 * longer or its length unknown, BouncyCastle, which is slow but streams.
 */
public final class GcmProviders {

  /** SunJCE refuses to go on at this many bytes in one GCM message; measured on JDK 17 and 25. */
  static final long PLATFORM_LIMIT_BYTES = Integer.MAX_VALUE;

  /** A call into native code costs as much as encrypting some KiB; measured on JDK 17. */
  private static final int NATIVE_SLICE_BYTES = 64 * 1024;

  private static final int MIN_SLICE_BYTES = 512;

  /** SunJCE compiles its loop by number of calls: small slices stay fast in every JVM. */
  private static final int PLATFORM_SLICE_BYTES = 8 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(GcmProviders.class);

  private final Provider unlimited;
  private final Supplier<Provider> fallback;
  private final LongConsumer slowWarning;

  /**
   * Explicit providers.
   *
   * @param unlimited used for everything where it is there, or null
   * @param fallback asked each time beyond the platform provider's limit where {@code unlimited} is
   *     null
   * @param slowWarning told the length (-1 when unknown) whenever the slow provider is used
   */
  GcmProviders(Provider unlimited, Supplier<Provider> fallback, LongConsumer slowWarning) {
    this.unlimited = unlimited;
    this.fallback = fallback;
    this.slowWarning = slowWarning;
  }

  /**
   * What this machine offers.
   *
   * @return the choice described above
   */
  public static GcmProviders detect() {
    return new GcmProviders(correttoOrNull(), () -> Slow.provider(), GcmProviders::warnSlow);
  }

  /**
   * A cipher for one message.
   *
   * @param plaintextBytes how long the message will be; -1 when unknown
   * @return a cipher, not yet initialised
   */
  Cipher cipher(long plaintextBytes) {
    boolean platformCan = plaintextBytes >= 0 && plaintextBytes < PLATFORM_LIMIT_BYTES;
    try {
      if (unlimited != null) {
        return Cipher.getInstance("AES/GCM/NoPadding", unlimited);
      }
      if (platformCan) {
        return Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
      }
      slowWarning.accept(plaintextBytes);
      return Cipher.getInstance("AES/GCM/NoPadding", fallback.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no AES/GCM", e);
    }
  }

  /**
   * How much a cipher gets at a time.
   *
   * @param plaintextBytes how long the message will be; -1 when unknown. A message that turns out
   *     longer is encrypted all the same
   * @return bytes, whole blocks
   */
  int sliceBytes(long plaintextBytes) {
    int most = unlimited != null ? NATIVE_SLICE_BYTES : PLATFORM_SLICE_BYTES;
    boolean isShort = plaintextBytes >= 0 && plaintextBytes < most;
    return isShort ? (int) Math.max(MIN_SLICE_BYTES, (plaintextBytes + 15) & -16) : most;
  }

  private static Provider correttoOrNull() {
    try {
      AmazonCorrettoCryptoProvider corretto = AmazonCorrettoCryptoProvider.INSTANCE;
      if (corretto.getLoadingError() == null) {
        return corretto;
      }
      LOG.warn("The native cipher does not load here: {}", corretto.getLoadingError().getMessage());
    } catch (LinkageError e) {
      LOG.warn("The native cipher is not there for this platform: {}", e.toString());
    }
    return null;
  }

  private static void warnSlow(long plaintextBytes) {
    LOG.warn(
        "Without the native cipher, content of {} bytes goes through BouncyCastle at a hundredth of"
            + " the speed",
        plaintextBytes < 0 ? "an unknown number of" : plaintextBytes);
  }

  /**
   * A class of its own, so that nothing of BouncyCastle is loaded before it is needed: its signed
   * jar costs a quarter of a second.
   */
  private static final class Slow {

    private static final Provider PROVIDER = new BouncyCastleProvider();

    private static Provider provider() {
      return PROVIDER;
    }
  }
}
