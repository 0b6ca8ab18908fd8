package org.saddlebag.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.local.auth.Identity;
import org.saddlebag.local.auth.SignatureCheck;
import org.saddlebag.local.kms.KeyState;
import org.saddlebag.local.kms.KeyStore;
import org.saddlebag.local.kms.KmsService;
import org.saddlebag.local.s3.KmsKeys;

/** A KMS on 127.0.0.1 with real keys in one folder, where they stay when it stops. */
public final class LocalKms extends StandIn {

  private final KeyStore keys;

  private LocalKms(Listening listening, KeyStore keys) {
    super(listening);
    this.keys = keys;
  }

  /**
   * Starts.
   *
   * @param folder where keys and credentials lie, made where it is missing
   * @param options what can be set
   * @return the running stand-in
   * @throws org.saddlebag.errors.SaddlebagException where the folder or the port cannot be had
   */
  public static LocalKms start(Path folder, LocalOptions options) {
    try {
      Files.createDirectories(folder);
      KeyStore keys =
          new KeyStore(folder.resolve("kms"), options.region(), options.account(), options.clock());
      List<Identity> identities = IdentityFile.orOwn(options.identities(), folder);
      SignatureCheck signatures =
          new SignatureCheck(identities, options.clock(), "kms", options.checkedRegion());
      KmsService service = new KmsService(keys, signatures, options.clock(), options.account());
      return new LocalKms(Listening.start(service, identities.get(0), options), keys);
    } catch (IOException e) {
      throw Listening.unusable(folder, e);
    }
  }

  /**
   * Makes a key where the alias does not exist yet.
   *
   * @param alias {@code alias/NAME}
   * @return the ARN of the key behind the alias
   */
  public String ensureKey(String alias) {
    String arn = keys.arn(alias);
    try {
      return arn == null ? keys.createKey(alias) : arn;
    } catch (IOException e) {
      throw new FileUnavailable(
          LocalProblem.LOCAL_FOLDER_UNUSABLE, "the key " + alias + " could not be stored", e);
    }
  }

  /**
   * The keys as the local S3 sees them for SSE-KMS.
   *
   * @return a live view
   */
  public KmsKeys keysForS3() {
    return name -> {
      String arn = keys.arn(name);
      return arn == null ? null : new KmsKeys.Key(arn, state(keys.state(arn)));
    };
  }

  private static KmsKeys.State state(KeyState state) {
    return switch (state) {
      case ENABLED -> KmsKeys.State.ENABLED;
      case DISABLED -> KmsKeys.State.DISABLED;
      case PENDING_DELETION -> KmsKeys.State.UNUSABLE;
    };
  }
}
