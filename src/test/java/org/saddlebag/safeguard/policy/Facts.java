package org.saddlebag.safeguard.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ServerSideEncryption;
import org.saddlebag.s3.StoreProfile;
import org.saddlebag.safeguard.policy.FlowFacts.After;
import org.saddlebag.safeguard.policy.FlowFacts.Fetching;
import org.saddlebag.safeguard.policy.FlowFacts.KmsKey;
import org.saddlebag.safeguard.policy.FlowFacts.Sending;

/** Flows to write policies for. */
final class Facts {

  static final String KEY_ARN = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab";
  static final String BUCKET_KEY_ARN = "arn:aws:kms:eu-central-1:111122223333:key/mrk-5678";
  static final String ROLE = "arn:aws:iam::111122223333:role/";

  static final ServerSideEncryption NONE = new ServerSideEncryption.BucketDefault();
  static final ServerSideEncryption SSE_S3 = new ServerSideEncryption.SseS3();
  static final ServerSideEncryption SSE_C =
      new ServerSideEncryption.SseC(new CustomerKey("partner", new byte[CustomerKey.LENGTH_BYTES]));

  /** As plain a sender as there is. */
  static final Sending WRITE_ONLY =
      new Sending("invoices/", true, false, false, null, false, false, false);

  static final Sending FULL =
      new Sending("invoices/", false, false, false, null, false, false, false);

  private Facts() {}

  static ServerSideEncryption kms(String key) {
    return new ServerSideEncryption.SseKms(key, Map.of(), null);
  }

  static ServerSideEncryption dsse(String key) {
    return new ServerSideEncryption.DsseKms(key, Map.of());
  }

  static FlowFacts sender(Sending sending, ServerSideEncryption sse, KmsKey... keys) {
    return sender("eu-central-1", StoreProfile.AWS, sending, sse, keys);
  }

  static FlowFacts sender(
      String region,
      StoreProfile profile,
      Sending sending,
      ServerSideEncryption sse,
      KmsKey... keys) {
    return new FlowFacts(
        "invoices", "acme-archive", region, profile, "1.2", sse, sending, null, List.of(keys));
  }

  static FlowFacts reader(After after, String moveTo, KmsKey... keys) {
    return new FlowFacts(
        "back",
        "acme-archive",
        "eu-central-1",
        StoreProfile.AWS,
        "1.2",
        NONE,
        null,
        new Fetching("invoices/", after, moveTo),
        List.of(keys));
  }

  static KmsKey key(String name, String id) {
    return new KmsKey(name, id, Map.of(), Set.of(), Set.of());
  }
}
