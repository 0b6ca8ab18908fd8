package org.saddlebag.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.saddlebag.delivery.ObjectKeyTemplate;
import org.saddlebag.keys.MasterKeyUri;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ObjectSettings;
import org.saddlebag.s3.ServerSideEncryption;
import org.saddlebag.safeguard.policy.FlowFacts;
import org.saddlebag.settings.MasterKeySettings;
import org.saddlebag.settings.ObjectSettingsText;
import org.saddlebag.settings.Settings;
import org.saddlebag.settings.SseText;

/** Reads from configuration and declaration what policies must know of a flow. */
final class PolicyFacts {

  /** The templates of flows out of SQS begin so. */
  private static final String SQS = "sqs-to-";

  private final Settings settings;
  private final DeclaredFlow flow;

  PolicyFacts(Settings settings, DeclaredFlow flow) {
    this.settings = settings;
    this.flow = flow;
  }

  /**
   * The facts.
   *
   * @param regionOrNull the store's Region where the configuration does not say it
   */
  FlowFacts facts(String regionOrNull) {
    String configured = settings.store().endpoint().region();
    return new FlowFacts(
        flow.name(),
        flow.value("bucket"),
        regionOrNull != null ? regionOrNull : configured,
        settings.store().profile(),
        settings.store().minTls(),
        sse(),
        flow.sends() ? sending() : null,
        flow.sends() ? null : fetching(),
        kmsKeys(),
        queue());
  }

  /** SQS's queue stands in {@code queue} where a flow takes nothing but its messages. */
  private FlowFacts.Queue queue() {
    boolean ofMessages = flow.template().startsWith(SQS) || isOfRequests();
    String name = flow.value(ofMessages ? "queue" : "events");
    if (name.isEmpty()) {
      return null;
    }
    String owner = flow.value("expectedOwner");
    return new FlowFacts.Queue(
        name,
        flow.value(isOfRequests() ? "replies" : "deadLetterQueue"),
        settings.sqs().region(),
        owner.isEmpty() ? null : owner);
  }

  /** Only its kind matters, and which KMS key: no customer key is read. */
  private ServerSideEncryption sse() {
    return SseText.parse(
        flow.value("sse"), name -> new CustomerKey(name, new byte[CustomerKey.LENGTH_BYTES]));
  }

  private FlowFacts.Sending sending() {
    Map<String, String> given = new HashMap<>();
    ObjectSettingsText.NAMES.forEach(name -> given.put(name, flow.value(name)));
    ObjectSettings objects = ObjectSettingsText.parse(given);
    return new FlowFacts.Sending(
        ObjectKeyTemplate.parse(flow.value("objectKey")).steadyPrefix(flow.name()),
        ObjectSettingsText.access("", "", flow.value("access")).writeOnly(),
        flow.value("collision").equals("overwrite"),
        !flow.value("tags").isBlank(),
        objects.acl(),
        objects.lock() != null,
        objects.legalHold(),
        gathers());
  }

  /** What Kafka gives is known by its place. */
  private boolean gathers() {
    String most = flow.template().startsWith("kafka-") ? "" : flow.value("batchMessages");
    return !most.isEmpty() && !most.equals("1");
  }

  private FlowFacts.Fetching fetching() {
    String after = isOfRequests() ? "remember" : flow.value("after");
    return new FlowFacts.Fetching(
        flow.value("prefix"),
        FlowFacts.After.valueOf(after.toUpperCase(Locale.ROOT)),
        flow.value("moveTo"),
        isOfRequests());
  }

  private boolean isOfRequests() {
    return flow.template().startsWith("requests-to-");
  }

  /** A sender seals with one key; who opens goes by what the objects say, so all may be needed. */
  private List<FlowFacts.KmsKey> kmsKeys() {
    return settings.masterKeys().stream()
        .filter(key -> !flow.sends() || key.name().equals(flow.value("key")))
        .filter(PolicyFacts::isInKms)
        .map(PolicyFacts::kmsKey)
        .toList();
  }

  private static boolean isInKms(MasterKeySettings key) {
    return key.uri() instanceof MasterKeyUri.Kms || key.uri() instanceof MasterKeyUri.KmsDiscovery;
  }

  private static FlowFacts.KmsKey kmsKey(MasterKeySettings key) {
    return new FlowFacts.KmsKey(
        key.name(),
        key.uri() instanceof MasterKeyUri.Kms kms ? kms.keyId() : null,
        key.context(),
        key.accounts(),
        key.regions());
  }
}
