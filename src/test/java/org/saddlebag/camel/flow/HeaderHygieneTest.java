package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.saddlebag.delivery.ClaimCheck;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.ObjectAddress;

/**
 * What strangers can write, in names and in metadata, decides on no bucket, key, encryption or
 * place. Queues and endpoints are asked the same beside their other tests.
 */
class HeaderHygieneTest extends FlowTest {

  private static final List<String> NAMES =
      List.of(
          "${sys.user.name}",
          "$simple{body}",
          "${bean:type:java.lang.Runtime?method=getRuntime}",
          "CamelAwsS3Key=x&CamelAwsS3BucketName=other",
          "a?sse=none&key=other",
          "RAW(x)",
          "{{env:HOME}}",
          "{flow}",
          "%2e%2e%2fx");

  @Test
  void names_in_a_directory_are_text_on_the_way_there_and_back() throws IOException {
    Map<String, String> dropped = new HashMap<>();
    for (String name : NAMES) {
      house.drop(name, "content of " + name);
      dropped.put(name, "content of " + name);
    }
    house.in("in", "objectKey=in/{path}", "sse=sse-s3");

    assertThat(house.once().delivered()).isEqualTo(NAMES.size());

    for (String name : NAMES) {
      Hostile.requireUntouched(house.head("in/" + name), "AES256");
    }
    house.without().back("back", "prefix=in/");
    house.once();
    assertThat(FlowHouse.tree(house.outbox())).isEqualTo(dropped);
  }

  @Test
  void metadata_of_an_object_decides_on_no_place_and_no_key() throws IOException {
    Map<String, String> metadata = new HashMap<>();
    Hostile.headers()
        .forEach((name, value) -> metadata.put(name.toLowerCase(Locale.ROOT), (String) value));
    metadata.keySet().removeIf(name -> name.startsWith("x-amz-"));
    house.putUnsealed("in/a/b.txt", "content", metadata);
    house.back("back", "prefix=in/", "unsealed=pass", "after=move", "moveTo=done/");

    assertThat(house.once().delivered()).isEqualTo(1);

    assertThat(FlowHouse.tree(house.outbox())).containsExactly(Map.entry("a/b.txt", "content"));
    assertThat(house.keys()).containsExactly("done/a/b.txt");
    assertThat(FlowHouse.tree(folder).keySet()).noneMatch(name -> name.endsWith("/x"));
  }

  /** Somebody's envelope over plain bytes, or no key that we have, is refused and stays. */
  @Test
  void an_envelope_of_somebody_else_opens_nothing() throws IOException {
    house.putUnsealed(
        "in/a.txt",
        "content of sixteen bytes and more",
        Map.of(
            "x-amz-c", "115",
            "x-amz-3", "c3RvbGVu",
            "x-amz-w", "02",
            "x-amz-m", "{\"saddlebag-key\":\"../other\",\"version\":\"1\"}",
            "x-amz-d", "c3RvbGVu",
            "x-amz-i", "c3RvbGVu"));
    house.back("back", "prefix=in/", "unsealed=pass");

    assertThat(house.once().failed()).isEqualTo(1);

    assertThat(FlowHouse.tree(house.outbox())).isEmpty();
    assertThat(house.keys()).containsExactly("in/a.txt");
  }

  @Test
  void object_keys_lead_to_no_other_place() throws IOException {
    List<String> keys = List.of("in/../../x", "in/a/../../../x", "in/.saddlebag/x", "in//x");
    keys.forEach(key -> house.putUnsealed(key, "content"));
    house.putUnsealed("in/${sys.user.name}/{{env:HOME}}", "good");
    house.back("back", "prefix=in/", "unsealed=pass");

    assertThat(house.once().failed()).isEqualTo(keys.size());

    assertThat(FlowHouse.tree(house.outbox()))
        .containsExactly(Map.entry("${sys.user.name}/{{env:HOME}}", "good"));
    assertThat(FlowHouse.tree(folder).keySet()).noneMatch(name -> name.endsWith("/x"));
  }

  /** A claim check comes from a queue; what it says beyond its own words is not looked at. */
  @Test
  void a_claim_check_names_an_object_and_steers_nothing_else() {
    ClaimCheck good =
        new ClaimCheck("flow", new ObjectAddress(FlowHouse.BUCKET, "a.txt"), "etag", 3);
    String more =
        "{\"CamelFileName\":\"../x\",\"CamelAwsS3BucketName\":\"other\",\"sse\":\"none\",";

    assertThat(ClaimCheck.parse(more + good.json().substring(1))).isEqualTo(good);
    assertThatThrownBy(() -> ClaimCheck.parse("${sys.user.name}")).isInstanceOf(Refused.class);
  }
}
