package org.saddlebag.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.saddlebag.errors.DatabaseUnavailable;

/** On H2, which speaks as PostgreSQL does, in this process. */
class BatchesTest extends BatchesContract {

  private final String url =
      "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DB_CLOSE_DELAY=-1";

  @Override
  String url() {
    return url;
  }

  @Override
  String user() {
    return "sa";
  }

  @Override
  char[] password() {
    return new char[0];
  }

  /** A table as of a version that did not know the column would forget nothing. */
  @Test
  void a_table_of_another_version_is_told_at_the_start() throws SQLException {
    first.needBatches();
    first.require();
    sql("DROP INDEX saddlebag_messages_until");
    sql("ALTER TABLE saddlebag_messages DROP COLUMN until");

    try (Claims node = node("node-3")) {
      node.needBatches();
      assertThatThrownBy(node::require).isInstanceOf(DatabaseUnavailable.class);
    }
  }

  /** Lost on the way back, it would stay taken as long as this process lives. */
  @Test
  void a_batch_is_taken_also_where_nobody_can_be_told_of_what_has_gone() throws SQLException {
    FlowBatches batches = first.batches(FLOW, Duration.ZERO);
    sql("ALTER TABLE saddlebag_messages ALTER COLUMN message RENAME TO away");
    batches.letGo(List.of("gone"));

    taken(batches, X).drop();

    sql("ALTER TABLE saddlebag_messages ALTER COLUMN away RENAME TO message");
    first.beat();
    assertThat(taken(second.batches(FLOW, Duration.ZERO), X).takenOver()).isFalse();
  }
}
