package org.saddlebag.camel.s3object;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.SubDirectories;
import org.saddlebag.claims.Claims;
import org.saddlebag.claims.DatabaseSettings;
import org.saddlebag.claims.FlowClaims;
import org.saddlebag.delivery.CollisionPolicy;
import org.saddlebag.delivery.DeliveryOrder;
import org.saddlebag.delivery.ObjectKeyTemplate;
import org.saddlebag.delivery.SourceDescription;
import org.saddlebag.s3.ObjectSettings;
import org.saddlebag.s3.ServerSideEncryption;
import org.saddlebag.s3.StoreAccess;

class OrderFormTest {

  private static final OrderForm FORM =
      new OrderForm(
          "bucket",
          ObjectKeyTemplate.parse("{name}"),
          SubDirectories.kept,
          new ServerSideEncryption.BucketDefault(),
          CollisionPolicy.NUMBER,
          null,
          Map.of(),
          ObjectSettings.NONE,
          StoreAccess.FULL);

  private final DatabaseSettings database =
      new DatabaseSettings(
          "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DB_CLOSE_DELAY=-1",
          "sa",
          () -> new char[0],
          4,
          Duration.ofMinutes(1));

  /** The journal of the node that knows is on that node's own disk. */
  @Test
  void whoever_takes_a_file_over_knows_on_which_object_nobody_must_rely() {
    try (Claims first = new Claims(database, "first", null);
        Claims second = new Claims(database, "second", null)) {
      FlowClaims.Taken before = (FlowClaims.Taken) first.of("in", false).take("a", "1");
      DeliveryOrder.Again one = order(before);
      one.ownership().distrusts(one.deliveryId());
      before.claim().giveBack();

      DeliveryOrder.Again two = order((FlowClaims.Taken) second.of("in", false).take("a", "1"));

      assertThat(two.likely()).isTrue();
      assertThat(two.deliveryId()).isEqualTo(one.deliveryId());
      assertThat(two.ownership().isDistrusted(two.deliveryId())).isTrue();
      assertThat(two.ownership().isDistrusted("another")).isFalse();
    }
  }

  private static DeliveryOrder.Again order(FlowClaims.Taken taken) {
    SourceDescription file = new SourceDescription("a", 1, Instant.EPOCH, "7@x");
    return FORM.fill("in", file, taken.claim()).again();
  }
}
