package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.saddlebag.s3.ObjectHead;

/** What strangers send along to steer where content goes, and under which keys. */
final class Hostile {

  private static final Map<String, String> CAMEL =
      Map.ofEntries(
          Map.entry("CamelFileName", "../x"),
          Map.entry("CamelOverruleFileName", "../../x"),
          Map.entry("CamelFileNameProduced", "/tmp/x"),
          Map.entry("CamelAwsS3Key", "stolen/${sys.java.version}"),
          Map.entry("CamelAwsS3BucketName", "other-bucket"),
          Map.entry("CamelAwsS3OverrideBucketName", "other-bucket"),
          Map.entry("CamelAwsS3BucketDestinationName", "other-bucket"),
          Map.entry("CamelAwsS3ServerSideEncryption", "aws:kms"),
          Map.entry("CamelAwsS3Operation", "deleteBucket"),
          Map.entry("CamelCharsetName", "UTF-16"),
          Map.entry("CamelHttpUri", "http://127.0.0.1:1/"),
          Map.entry("CamelSlip", "direct:x"));

  private static final Map<String, String> OTHERS =
      Map.of(
          "x-amz-server-side-encryption", "aws:kms",
          "x-amz-server-side-encryption-aws-kms-key-id", "stolen",
          "x-amz-key-v2", "c3RvbGVu",
          "saddlebag-delivery", "stolen",
          "saddlebag.flow", "stolen",
          "key", "stolen",
          "bucket", "other-bucket",
          "sse", "none",
          "expression", "${bean:type:java.lang.Runtime?method=getRuntime}");

  private Hostile() {}

  /** As Camel spells them, in small letters, and in capitals. */
  static Map<String, Object> headers() {
    Map<String, Object> headers = new LinkedHashMap<>();
    CAMEL.forEach(
        (name, value) -> {
          headers.put(name, value);
          headers.put(name.toLowerCase(Locale.ROOT), value);
          headers.put(name.toUpperCase(Locale.ROOT), value);
        });
    headers.putAll(OTHERS);
    return headers;
  }

  /** The same where names are letters alone. */
  static Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>(CAMEL);
    CAMEL.forEach((name, value) -> properties.put("c" + name.substring(1), value));
    return properties;
  }

  /** Nothing of it is in what an object says of itself, and it rests as the flow said. */
  static void requireUntouched(ObjectHead head, String sse) {
    requireAsDeclared(head, sse);
    assertThat(head.metadata().values())
        .noneMatch(value -> value.contains("stolen") || value.contains("other-bucket"));
    assertThat(head.metadata().keySet())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("camel"));
    assertThat(List.copyOf(head.metadata().keySet())).contains("saddlebag-delivery");
  }

  /** Bucket, encryption and master key are the flow's. */
  static void requireAsDeclared(ObjectHead head, String sse) {
    assertThat(head.address().bucket()).isEqualTo(FlowHouse.BUCKET);
    assertThat(head.sse()).isEqualTo(sse);
    assertThat(head.metadata().get("x-amz-m")).contains("archive");
  }
}
