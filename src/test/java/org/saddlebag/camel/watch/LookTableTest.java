package org.saddlebag.camel.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LookTableTest {

  private final LookTable table = new LookTable();

  @Test
  void it_holds_what_a_map_would_hold() {
    Map<Long, Long> map = new HashMap<>();
    Random random = new Random(4);
    for (int i = 0; i < 200_000; i++) {
      long key = random.nextInt(20_000) * 0x1_0000_0000L;
      long value = random.nextInt(4);
      table.put(key, value);
      if (value == 0) {
        map.remove(key);
      } else {
        map.put(key, value);
      }
      if (i % 50_000 == 0) {
        table.retain(each -> each != 1);
        map.values().removeIf(each -> each == 1);
      }
    }

    assertThat(table.size()).isEqualTo(map.size());
    assertThat(table.count(each -> each == 2))
        .isEqualTo((int) map.values().stream().filter(each -> each == 2).count());
    for (long key = 0; key < 20_000; key++) {
      assertThat(table.get(key * 0x1_0000_0000L))
          .isEqualTo(map.getOrDefault(key * 0x1_0000_0000L, 0L));
    }
  }

  @Test
  void a_removed_one_can_come_again() {
    table.put(7, 1);
    table.put(7, 0);
    assertThat(table.get(7)).isZero();
    assertThat(table.size()).isZero();
    table.put(7, 2);
    assertThat(table.get(7)).isEqualTo(2);
    assertThat(table.size()).isEqualTo(1);
  }
}
