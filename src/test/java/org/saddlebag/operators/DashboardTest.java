package org.saddlebag.operators;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Grafana asks of a dashboard's file; that its metrics exist, {@link MetricsIT} shows. */
class DashboardTest {

  private JsonNode dashboard;

  @BeforeEach
  void read() throws IOException {
    dashboard = new ObjectMapper().readTree(Path.of("docker", "grafana-dashboard.json").toFile());
  }

  @Test
  void itHasWhatGrafanaImports() {
    assertThat(dashboard.get("title").asText()).isEqualTo("Saddlebag");
    assertThat(dashboard.get("uid").asText()).matches("[a-z0-9-]{1,40}");
    assertThat(dashboard.get("schemaVersion").isInt()).isTrue();
    assertThat(dashboard.get("id").isNull()).isTrue();
    assertThat(dashboard.at("/templating/list").findValuesAsText("name"))
        .contains("datasource", "instance", "flow");
  }

  @Test
  void everyPanelAsksForSomethingAndHasItsPlace() {
    Set<Integer> ids = new HashSet<>();
    List<int[]> places = new ArrayList<>();
    for (JsonNode panel : dashboard.get("panels")) {
      String title = panel.get("title").asText();
      assertThat(ids.add(panel.get("id").asInt())).as(title).isTrue();
      assertThat(panel.get("type").asText()).as(title).isIn("timeseries", "stat");
      assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
      JsonNode at = panel.get("gridPos");
      int[] place = {
        at.get("x").asInt(), at.get("y").asInt(), at.get("w").asInt(), at.get("h").asInt()
      };
      assertThat(place[0] + place[2]).as(title).isLessThanOrEqualTo(24);
      assertThat(places).as(title).noneMatch(other -> overlap(place, other));
      places.add(place);
      assertThat(panel.get("targets")).as(title).isNotEmpty();
      Set<String> refs = new HashSet<>();
      for (JsonNode target : panel.get("targets")) {
        assertThat(refs.add(target.get("refId").asText())).as(title).isTrue();
        assertBalanced(target.get("expr").asText());
      }
    }
    assertThat(ids).hasSizeGreaterThan(10);
  }

  private static boolean overlap(int[] one, int[] other) {
    return one[0] < other[0] + other[2]
        && other[0] < one[0] + one[2]
        && one[1] < other[1] + other[3]
        && other[1] < one[1] + one[3];
  }

  private static void assertBalanced(String query) {
    for (String pair : new String[] {"()", "{}", "[]"}) {
      assertThat(query.chars().filter(c -> c == pair.charAt(0)).count())
          .as(query)
          .isEqualTo(query.chars().filter(c -> c == pair.charAt(1)).count());
    }
    assertThat(query.chars().filter(c -> c == '"').count() % 2).as(query).isZero();
  }
}
