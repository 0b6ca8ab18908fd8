package org.saddlebag.camel.flow;

import static org.saddlebag.camel.flow.ValueRules.number;
import static org.saddlebag.camel.flow.ValueRules.oneOf;
import static org.saddlebag.camel.flow.ValueRules.parsedBy;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.saddlebag.camel.MetadataNames;
import org.saddlebag.camel.SubDirectories;
import org.saddlebag.camel.batch.LineFormat;
import org.saddlebag.camel.datakey.UnsealedObjects;
import org.saddlebag.camel.kafka.OffsetStart;
import org.saddlebag.camel.queue.AfterFile;
import org.saddlebag.camel.queue.send.MessageKind;
import org.saddlebag.camel.queue.send.PropertyNames;
import org.saddlebag.camel.queue.send.Split;
import org.saddlebag.camel.queue.send.TooLarge;
import org.saddlebag.camel.s3object.AfterObject;
import org.saddlebag.camel.s3object.Pairs;
import org.saddlebag.camel.seal.Sealing;
import org.saddlebag.camel.watch.AfterSource;
import org.saddlebag.camel.watch.DoneFile;
import org.saddlebag.delivery.CollisionPolicy;
import org.saddlebag.delivery.LinkPolicy;
import org.saddlebag.delivery.ObjectKeyTemplate;
import org.saddlebag.format.SealedFormat;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.RestoreTier;
import org.saddlebag.safeguard.check.Severity;
import org.saddlebag.settings.ObjectSettingsText;
import org.saddlebag.settings.SseText;

/** What the parameters of our templates must be like, by template and name. */
final class ParameterRules {

  /** Source: Amazon SQS Developer Guide, "Visibility timeout": 12 hours. */
  private static final long MOST_VISIBILITY_SECONDS = 43_200;

  /** SQS counts the time for which a request was worked on before it was put off, too. */
  private static final long MOST_DELAY_SECONDS = MOST_VISIBILITY_SECONDS - 7_200;

  /** What a request names is in memory as a list. */
  private static final long MOST_OBJECTS = 100_000;

  private static final long MOST_DAYS = 36_500;

  /** A message is in memory as a whole, several times while it is sent. */
  private static final long MOST_MESSAGE_BYTES = 256L << 20;

  private final Map<String, Map<String, ParameterRule>> templates;

  /**
   * The rules.
   *
   * @param names what flows may name
   * @param directory what a watched directory must be like
   */
  private ParameterRules(Names names, ParameterRule directory) {
    this.templates =
        Map.of(
            "directory-to-s3", with(directoryToS3(names, directory)),
            "jms-to-s3", with(jmsToS3(names)),
            "sqs-to-s3", with(sqsToS3(names)),
            "kafka-to-s3", with(kafkaToS3(names)),
            "endpoint-to-s3", with(endpointToS3(names)),
            "s3-to-directory", with(s3ToDirectory(names)),
            "s3-to-jms", with(s3ToJms(names)),
            "s3-to-endpoint", with(s3ToEndpoint(names)),
            "requests-to-directory", with(requestsToDirectory(names)));
  }

  /** For flows that are to run on this machine. */
  static ParameterRules here(FlowServices services) {
    return new ParameterRules(
        new Names(services.masterKeys(), services.customerKeys()::get, services.brokers().keySet()),
        ValueRules::watched);
  }

  /** For flows that run elsewhere: their directories need not be on this machine. */
  static ParameterRules elsewhere(Names names) {
    return new ParameterRules(names, ValueRules::plainPath);
  }

  /**
   * What flows may name.
   *
   * @param masterKeys master keys
   * @param customerKeys gives the customer key of a name, or null
   * @param brokers message brokers
   */
  record Names(
      Set<String> masterKeys, Function<String, CustomerKey> customerKeys, Set<String> brokers) {}

  private static Map<String, ParameterRule> directoryToS3(Names names, ParameterRule directory) {
    Map<String, ParameterRule> rules = toS3(names);
    rules.put("directory", directory);
    rules.put("objectKey", parsedBy(key -> ObjectKeyTemplate.parse(key).forFiles()));
    rules.put("recursive", oneOf(List.of(true, false)));
    rules.put("links", oneOf(List.of(LinkPolicy.values())));
    rules.put("after", oneOf(List.of(AfterSource.values())));
    rules.put("doneFile", parsedBy(DoneFile::parse));
    rules.put("doneRetention", ValueRules::timeSpan);
    return rules;
  }

  private static Map<String, ParameterRule> jmsToS3(Names names) {
    Map<String, ParameterRule> rules = messagesToS3(names);
    rules.put("broker", name -> broker(name, names));
    rules.put("queue", ValueRules::queue);
    rules.put("deadLetterQueue", ValueRules::queue);
    rules.putAll(batches(BatchChecks.MOST_MESSAGES));
    rules.put("maxMessageBytes", number(Integer.MAX_VALUE));
    rules.put("maxLargeMessageBytes", number(Long.MAX_VALUE));
    namedFiles(rules);
    return rules;
  }

  private static Map<String, ParameterRule> sqsToS3(Names names) {
    Map<String, ParameterRule> rules = messagesToS3(names);
    rules.put("queue", ValueRules::sqsQueue);
    rules.put("deadLetterQueue", ValueRules::sqsQueue);
    rules.putAll(batches(BatchChecks.MOST_MESSAGES));
    rules.put("visibilityTimeout", number(MOST_VISIBILITY_SECONDS));
    namedFiles(rules);
    return rules;
  }

  /** Files that messages of a queue may name. */
  private static void namedFiles(Map<String, ParameterRule> rules) {
    rules.put("objectKey", parsedBy(key -> ObjectKeyTemplate.parse(key).forNamedFiles()));
    rules.put("filesBelow", ValueRules::plainPath);
    rules.put("afterFile", oneOf(List.of(AfterFile.values())));
  }

  private static Map<String, ParameterRule> kafkaToS3(Names names) {
    Map<String, ParameterRule> rules = messagesToS3(names);
    rules.putAll(KafkaRules.all());
    rules.putAll(batches(KafkaRules.MOST_MESSAGES));
    rules.put("maxMessageBytes", number(MOST_MESSAGE_BYTES));
    rules.put("autoOffsetReset", oneOf(List.of(OffsetStart.values())));
    return rules;
  }

  private static Map<String, ParameterRule> batches(long mostMessages) {
    return Map.of(
        "batchTime", ValueRules::timeSpan,
        "batchMessages", number(mostMessages),
        "batchBytes", number(MOST_MESSAGE_BYTES),
        "batchFormat", oneOf(List.of(LineFormat.values())));
  }

  private static Map<String, ParameterRule> endpointToS3(Names names) {
    Map<String, ParameterRule> rules = toS3(names);
    rules.put("source", ValueRules::endpoint);
    rules.put("objectKey", parsedBy(key -> ObjectKeyTemplate.parse(key).forEndpoints()));
    rules.put("metadata", parsedBy(MetadataNames::parse));
    rules.put("maxMessageBytes", number(Long.MAX_VALUE));
    return rules;
  }

  private static Map<String, ParameterRule> messagesToS3(Names names) {
    Map<String, ParameterRule> rules = toS3(names);
    rules.put("objectKey", parsedBy(key -> ObjectKeyTemplate.parse(key).forMessages()));
    rules.put("metadata", parsedBy(MetadataNames::parse));
    return rules;
  }

  /** What a message or file becomes has the same parameters, wherever it comes from. */
  private static Map<String, ParameterRule> toS3(Names names) {
    return new HashMap<>(
        Map.of(
            "seal", oneOf(List.of(Sealing.values())),
            "key", name -> masterKey(name, names),
            "format", oneOf(List.of(SealedFormat.values())),
            "sse", parsedBy(sse -> SseText.parse(sse, names.customerKeys())),
            "sseContext", parsedBy(Pairs::parse),
            "sseBucketKey", oneOf(List.of(true, false)),
            "preflight", oneOf(preflightLevels())));
  }

  private static List<String> preflightLevels() {
    return Stream.concat(Stream.of(PreflightChecks.OFF), Severity.levels().stream()).toList();
  }

  /** By the names of {@link ObjectSettingsText}, each by itself. */
  private static Map<String, ParameterRule> objectSettings() {
    Map<String, ParameterRule> rules = new HashMap<>();
    for (String name : ObjectSettingsText.NAMES) {
      rules.put(name, parsedBy(value -> ObjectSettingsText.parse(Map.of(name, value))));
    }
    rules.put("lockMode", parsedBy(ObjectSettingsText::mode));
    rules.put("lockRetain", parsedBy(value -> ObjectSettingsText.lock(null, value, Instant.now())));
    rules.put("access", parsedBy(value -> ObjectSettingsText.access("", "", value)));
    rules.put("expectedOwner", parsedBy(value -> ObjectSettingsText.access(value, "", "")));
    rules.put("requesterPays", parsedBy(value -> ObjectSettingsText.access("", value, "")));
    return rules;
  }

  private static Map<String, ParameterRule> s3ToDirectory(Names names) {
    return Map.of(
        "directory", ValueRules::plainPath,
        "sse", parsedBy(sse -> SseText.customerKey(sse, names.customerKeys())),
        "unsealed", oneOf(List.of(UnsealedObjects.values())),
        "after", oneOf(List.of(AfterObject.values())),
        "events", ValueRules::sqsQueue,
        "rescan", ValueRules::timeSpan,
        "visibilityTimeout", number(MOST_VISIBILITY_SECONDS));
  }

  private static Map<String, ParameterRule> requestsToDirectory(Names names) {
    Map<String, ParameterRule> rules = new HashMap<>(s3ToDirectory(names));
    rules.put("queue", ValueRules::sqsQueue);
    rules.put("replies", ValueRules::sqsQueue);
    rules.put("maxObjects", number(MOST_OBJECTS));
    rules.put("parallelObjects", number(1000));
    rules.put("restoreTier", oneOf(List.of(RestoreTier.values())));
    rules.put("restoreDays", number(MOST_DAYS));
    rules.put("restoreDelay", number(MOST_DELAY_SECONDS));
    return rules;
  }

  private static Map<String, ParameterRule> s3ToJms(Names names) {
    Map<String, ParameterRule> rules = new HashMap<>(s3ToDirectory(names));
    rules.remove("directory");
    rules.put("broker", name -> broker(name, names));
    rules.put("queue", ValueRules::queue);
    rules.put("message", oneOf(List.of(MessageKind.values())));
    rules.put("charset", parsedBy(Charset::forName));
    rules.put("metadata", parsedBy(PropertyNames::parse));
    rules.put("split", oneOf(List.of(Split.values())));
    rules.put("maxMessageBytes", number(MOST_MESSAGE_BYTES));
    rules.put("maxMessages", number(Integer.MAX_VALUE));
    rules.put("tooLarge", oneOf(List.of(TooLarge.values())));
    return rules;
  }

  private static Map<String, ParameterRule> s3ToEndpoint(Names names) {
    Map<String, ParameterRule> rules = new HashMap<>(s3ToDirectory(names));
    rules.remove("directory");
    rules.put("target", ValueRules::endpoint);
    rules.put("metadata", parsedBy(PropertyNames::parse));
    return rules;
  }

  private static Map<String, ParameterRule> with(Map<String, ParameterRule> own) {
    Map<String, ParameterRule> all = new HashMap<>(objectSettings());
    all.putAll(own);
    all.put("bucket", ValueRules::bucket);
    all.put("collision", oneOf(List.of(CollisionPolicy.values())));
    all.put("directories", oneOf(List.of(SubDirectories.values())));
    all.put("delay", number(Integer.MAX_VALUE));
    all.put("parallel", number(1000));
    all.put("attempts", number(1_000_000));
    all.put("retryDelay", number(Integer.MAX_VALUE));
    all.put("retryDelayMax", number(Integer.MAX_VALUE));
    all.put("tags", parsedBy(Pairs::parse));
    all.put("alarmAfter", ValueRules::timeSpan);
    all.put("shared", oneOf(List.of(true, false)));
    return all;
  }

  /**
   * The rule for a parameter.
   *
   * @param template the flow's template
   * @param parameter the parameter's name
   * @return a rule that finds nothing wrong where there is none
   */
  ParameterRule of(String template, String parameter) {
    return templates
        .getOrDefault(template, Map.of())
        .getOrDefault(parameter, value -> Optional.empty());
  }

  private static Optional<String> masterKey(String name, Names names) {
    return names.masterKeys().contains(name)
        ? Optional.empty()
        : Optional.of(
            "is no master key, there are %s: define saddlebag.keys.%s.uri or name another"
                .formatted(names.masterKeys(), name));
  }

  private static Optional<String> broker(String name, Names names) {
    return names.brokers().contains(name)
        ? Optional.empty()
        : Optional.of(
            "is no broker, there are %s: define saddlebag.brokers.%s.uri or name another"
                .formatted(new TreeSet<>(names.brokers()), name));
  }
}
