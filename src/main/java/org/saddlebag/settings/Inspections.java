package org.saddlebag.settings;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.saddlebag.aws.Aspect;
import org.saddlebag.aws.EndpointRules;
import org.saddlebag.aws.Right;
import org.saddlebag.aws.TlsFacts;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.keys.MasterKeyUri;
import org.saddlebag.keys.kms.KmsPostures;
import org.saddlebag.s3.AwsPostures;
import org.saddlebag.s3.StoreAccess;
import org.saddlebag.s3.posture.BucketPosture;
import org.saddlebag.s3.posture.DefaultEncryption;
import org.saddlebag.s3.posture.OwnRights;
import org.saddlebag.s3.posture.PostureReader;
import org.saddlebag.safeguard.check.Checks;
import org.saddlebag.safeguard.check.InspectedKey;
import org.saddlebag.safeguard.check.Inspection;
import org.saddlebag.safeguard.check.Line;
import org.saddlebag.safeguard.check.Report;
import org.saddlebag.safeguard.check.Subject;

/**
 * Looks at buckets and at what belongs to them, and has it judged. Uses no key, and reads, writes
 * and deletes no object.
 */
public final class Inspections {

  private final Services services;
  private final Clock clock;

  Inspections(Services services, Clock clock) {
    this.services = services;
    this.clock = clock;
  }

  /**
   * Judges a bucket alone.
   *
   * @param bucket the bucket
   * @return what all checks say
   * @throws SaddlebagException where nothing can be asked: no such bucket, no credentials, no
   *     connection
   */
  public Report ofBucket(String bucket) {
    return report(Subject.ofBucket(bucket), StoreAccess.FULL, null, List.of());
  }

  /**
   * Judges a flow's bucket for that flow.
   *
   * @param flow the flow, see {@link FlowSubject#of}
   * @return what all checks say
   * @throws SaddlebagException as {@link #ofBucket}
   */
  public Report ofFlow(FlowSubject flow) {
    return report(flow.subject(), flow.access(), flow.sseKey(), flow.masterKeys());
  }

  private Report report(
      Subject subject, StoreAccess access, String sseKey, List<MasterKeySettings> masterKeys) {
    PostureReader reader =
        new AwsPostures(services.s3Client(), services.settings().store().profile(), access);
    BucketPosture bucket = reader.posture(subject.bucket());
    boolean sends =
        subject.access() == Subject.Access.WRITES || subject.access() == Subject.Access.SENDS;
    OwnRights rights =
        sends ? reader.rights(subject.bucket(), subject.prefix()) : OwnRights.UNKNOWN;
    List<InspectedKey> keys = keys(bucket, sseKey, masterKeys, sends);
    return Checks.of(
        new Inspection(subject, bucket, rights, keys, lines(!keys.isEmpty()), clock.instant()));
  }

  private List<InspectedKey> keys(
      BucketPosture bucket, String sseKey, List<MasterKeySettings> masterKeys, boolean sends) {
    List<InspectedKey> keys = new ArrayList<>();
    for (MasterKeySettings master : masterKeys) {
      if (master.uri() instanceof MasterKeyUri.Kms kms) {
        keys.add(envelope(kms.keyId(), master.context(), sends));
      }
    }
    String atRest =
        sseKey != null
            ? sseKey
            : bucket
                .encryption()
                .seen()
                .filter(DefaultEncryption::kms)
                .map(DefaultEncryption::kmsKeyId)
                .orElse(null);
    if (atRest != null && services.kmsIsTheStores()) {
      keys.add(
          new InspectedKey(
              atRest,
              InspectedKey.Role.AT_REST,
              postures(postures -> postures.of(atRest)),
              Right.UNKNOWN));
    }
    return keys;
  }

  private InspectedKey envelope(String keyId, Map<String, String> context, boolean sends) {
    return new InspectedKey(
        keyId,
        InspectedKey.Role.ENVELOPE,
        postures(postures -> postures.of(keyId)),
        sends ? mayDecrypt(keyId, context) : Right.UNKNOWN);
  }

  private Right mayDecrypt(String keyId, Map<String, String> context) {
    try {
      return new KmsPostures(services.kmsClient()).mayDecrypt(keyId, context);
    } catch (SaddlebagException e) {
      return Right.UNKNOWN;
    }
  }

  /** A client that can't be built is one more thing that was not seen. */
  private <T> Aspect<T> postures(Function<KmsPostures, Aspect<T>> look) {
    try {
      return look.apply(new KmsPostures(services.kmsClient()));
    } catch (SaddlebagException e) {
      return new Aspect.Failed<>(e.what());
    }
  }

  private List<Line> lines(boolean kms) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        line("store", services.settings().store().endpoint().uri(), services.clients()::storeTls));
    if (kms) {
      lines.add(line("KMS", services.settings().kms().endpoint(), services.clients()::kmsTls));
    }
    return lines;
  }

  private static Line line(String service, URI endpoint, Supplier<TlsFacts> handshake) {
    String uri = endpoint == null ? null : endpoint.toString();
    if (endpoint != null && "http".equalsIgnoreCase(endpoint.getScheme())) {
      Line.Kind kind =
          EndpointRules.loopback(endpoint) ? Line.Kind.LOOPBACK : Line.Kind.IN_THE_CLEAR;
      return new Line(service, uri, kind, new Aspect.NotSet<>());
    }
    try {
      return new Line(service, uri, Line.Kind.TLS, new Aspect.Seen<>(handshake.get()));
    } catch (SaddlebagException e) {
      return new Line(service, uri, Line.Kind.TLS, new Aspect.Failed<>(e.what()));
    }
  }
}
