package org.saddlebag.interop;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.saddlebag.content.GcmProviders;
import org.saddlebag.envelope.Opener;
import org.saddlebag.envelope.OpeningKey;
import org.saddlebag.envelope.RawKeys;
import org.saddlebag.envelope.SealedContent;
import org.saddlebag.envelope.Sealer;
import org.saddlebag.envelope.SealingKey;
import org.saddlebag.interop.Peer.Spot;
import org.saddlebag.keys.Keyring;
import org.saddlebag.keys.MasterKey;
import org.saddlebag.keys.kms.KmsMasterKey;
import org.saddlebag.keys.kms.KmsTarget;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.ObjectBody;
import org.saddlebag.s3.PutOptions;
import org.saddlebag.s3.StoredObject;
import org.saddlebag.s3.UploadListener;

/** Our own side, over the same store and with the same keys. */
final class Ours {

  private final Place place;
  private final Sealer sealer;
  private final Opener opener;

  /**
   * Our side.
   *
   * @param defaultForForeign whether our local keys open what carries no description of ours
   */
  Ours(Place place, RawKeys keys, boolean defaultForForeign) {
    List<MasterKey> masterKeys = new ArrayList<>(keys.masterKeys(defaultForForeign));
    if (place.kms() != null) {
      KmsTarget target = new KmsTarget.Key(place.access().kmsKeyId());
      masterKeys.add(new KmsMasterKey("kms", target, Map.of(), place.kms()));
    }
    Keyring keyring = new Keyring(masterKeys);
    GcmProviders providers = GcmProviders.detect();
    this.place = place;
    this.sealer = new Sealer(keyring, providers, new SecureRandom());
    this.opener = new Opener(keyring, providers);
  }

  /** Seals and stores what has a known length. */
  StoredObject seal(Spot at, byte[] plaintext, Case kind, Map<String, String> context) {
    return seal(at, plaintext, plaintext.length, kind, context);
  }

  /** Seals and stores, while the length is kept from everybody. */
  StoredObject sealUnknownLength(Spot at, byte[] plaintext, Case kind) {
    return seal(at, plaintext, -1, kind, kind.wrapping().context());
  }

  private StoredObject seal(
      Spot at, byte[] plaintext, long length, Case kind, Map<String, String> context) {
    try (SealingKey key = sealer.generate(kind.wrapping().masterKey(), kind.suite(), context);
        SealedContent content = sealer.seal(key, new ByteArrayInputStream(plaintext), length)) {
      Map<String, String> metadata = new LinkedHashMap<>(content.metadata());
      metadata.put("saddlebag-delivery", "beside the envelope");
      return place
          .ours()
          .put(
              address(at),
              content.ciphertext(),
              content.lengthBytes(),
              PutOptions.of(metadata),
              UploadListener.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] open(Spot at, Map<String, String> context) {
    ByteArrayOutputStream staging = new ByteArrayOutputStream();
    try (ObjectBody body = place.ours().get(address(at), null);
        OpeningKey key = opener.unwrap(body.head().metadata(), context)) {
      opener.open(key, body, body.head().lengthBytes(), staging);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return staging.toByteArray();
  }

  private static ObjectAddress address(Spot at) {
    return new ObjectAddress(at.bucket(), at.key());
  }
}
