package org.saddlebag.camel.flow;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.camel.util.TimeUtils;
import org.saddlebag.camel.SubDirectories;
import org.saddlebag.camel.datakey.UnsealedObjects;
import org.saddlebag.camel.s3object.AfterObject;
import org.saddlebag.camel.s3object.Pairs;
import org.saddlebag.camel.seal.Sealing;
import org.saddlebag.camel.watch.AfterSource;
import org.saddlebag.camel.watch.DoneFile;
import org.saddlebag.delivery.CollisionPolicy;
import org.saddlebag.delivery.LinkPolicy;
import org.saddlebag.delivery.ObjectKeyTemplate;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.format.SealedFormat;
import org.saddlebag.settings.ObjectSettingsText;
import org.saddlebag.settings.SseText;

/** What the parameters of our templates must be like, by template and name. */
final class ParameterRules {

  /**
   * S3's own rule for general purpose buckets, and capitals for older ones and other stores.
   * Source: Amazon S3 User Guide, "Bucket naming rules".
   */
  private static final Pattern BUCKET =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]");

  /** These would mean something else within Camel's URI of the directory. */
  private static final Pattern URI_SIGNS = Pattern.compile("[?%#&\\\\+{}]");

  private final Map<String, Map<String, ParameterRule>> templates;

  ParameterRules(FlowServices services) {
    this.templates =
        Map.of(
            "directory-to-s3", with(directoryToS3(services)),
            "s3-to-directory", with(s3ToDirectory(services)));
  }

  private static Map<String, ParameterRule> directoryToS3(FlowServices services) {
    return Map.ofEntries(
        Map.entry("directory", ParameterRules::watched),
        Map.entry("seal", oneOf(List.of(Sealing.values()))),
        Map.entry("key", name -> masterKey(name, services)),
        Map.entry("objectKey", parsedBy(ObjectKeyTemplate::parse)),
        Map.entry("format", oneOf(List.of(SealedFormat.values()))),
        Map.entry("sse", parsedBy(sse -> SseText.parse(sse, services.customerKeys()::get))),
        Map.entry("sseContext", parsedBy(Pairs::parse)),
        Map.entry("sseBucketKey", oneOf(List.of(true, false))),
        Map.entry("recursive", oneOf(List.of(true, false))),
        Map.entry("links", oneOf(List.of(LinkPolicy.values()))),
        Map.entry("after", oneOf(List.of(AfterSource.values()))),
        Map.entry("doneFile", parsedBy(DoneFile::parse)),
        Map.entry("doneRetention", ParameterRules::timeSpan));
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

  private static Map<String, ParameterRule> s3ToDirectory(FlowServices services) {
    return Map.of(
        "directory", ParameterRules::plainPath,
        "sse", parsedBy(sse -> SseText.customerKey(sse, services.customerKeys()::get)),
        "unsealed", oneOf(List.of(UnsealedObjects.values())),
        "after", oneOf(List.of(AfterObject.values())));
  }

  private static Map<String, ParameterRule> with(Map<String, ParameterRule> own) {
    Map<String, ParameterRule> all = new HashMap<>(objectSettings());
    all.putAll(own);
    all.put("bucket", ParameterRules::bucket);
    all.put("collision", oneOf(List.of(CollisionPolicy.values())));
    all.put("directories", oneOf(List.of(SubDirectories.values())));
    all.put("delay", number(Integer.MAX_VALUE));
    all.put("parallel", number(1000));
    all.put("attempts", number(1_000_000));
    all.put("retryDelay", number(Integer.MAX_VALUE));
    all.put("retryDelayMax", number(Integer.MAX_VALUE));
    all.put("tags", parsedBy(Pairs::parse));
    all.put("alarmAfter", ParameterRules::timeSpan);
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

  private static Optional<String> bucket(String name) {
    return BUCKET.matcher(name).matches()
        ? Optional.empty()
        : Optional.of("is no bucket name: use 3 to 63 letters, digits, '.', '-' or '_'");
  }

  private static Optional<String> masterKey(String name, FlowServices services) {
    return services.masterKeys().contains(name)
        ? Optional.empty()
        : Optional.of(
            "is no master key, there are %s: define saddlebag.keys.%s.uri or name another"
                .formatted(services.masterKeys(), name));
  }

  private static Optional<String> watched(String path) {
    return plainPath(path)
        .or(
            () ->
                Files.isDirectory(Path.of(path))
                    ? readable(Path.of(path))
                    : Optional.of("is no directory: make it, or correct the path"));
  }

  private static Optional<String> readable(Path directory) {
    return Files.isReadable(directory) && Files.isWritable(directory)
        ? Optional.empty()
        : Optional.of("can't be read and written: give this user both rights");
  }

  private static Optional<String> plainPath(String path) {
    try {
      return URI_SIGNS.matcher(Path.of(path).toString()).find()
          ? Optional.of("has one of ? % # & \\ + { }: rename the directory, or link to it")
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.of("is no path: correct it");
    }
  }

  private static Optional<String> timeSpan(String text) {
    return text.matches("[1-9][0-9]*(ms|s|m|h|d)") && TimeUtils.toMilliSeconds(text) > 0
        ? Optional.empty()
        : Optional.of("is no time span: write for example 12h or 30d");
  }

  private static ParameterRule number(long most) {
    return value ->
        value.matches("[0-9]{1,18}") && Long.parseLong(value) >= 1 && Long.parseLong(value) <= most
            ? Optional.empty()
            : Optional.of("must be a number from 1 to %d".formatted(most));
  }

  private static ParameterRule oneOf(List<?> values) {
    List<String> names =
        values.stream().map(value -> value.toString().toLowerCase(Locale.ROOT)).toList();
    return value ->
        names.contains(value) ? Optional.empty() : Optional.of("must be one of " + names);
  }

  private static ParameterRule parsedBy(Consumer<String> parser) {
    return value -> {
      try {
        parser.accept(value);
        return Optional.empty();
      } catch (SaddlebagException e) {
        return Optional.of("is wrong, " + e.what() + ": " + e.fix());
      } catch (IllegalArgumentException e) {
        return Optional.of("is wrong: " + e.getMessage());
      }
    };
  }
}
