package org.saddlebag.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** On H2, which speaks as PostgreSQL does, in this process. */
class ClaimsTest extends ClaimsContract {

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

  /** Whoever took it over before would rely on the object. */
  @Test
  void nothing_is_given_back_before_others_can_know_what_is_distrusted() throws SQLException {
    Claim claim = taken(first.of(FLOW, true).take("a", "1"));
    sql("ALTER TABLE saddlebag_claims ALTER COLUMN content RENAME TO away");
    claim.distrust("id-1");
    claim.giveBack();
    first.beat();
    sql("ALTER TABLE saddlebag_claims ALTER COLUMN away RENAME TO content");

    assertThat(claim.isDistrusted("id-1")).isTrue();
    assertThat(second.of(FLOW, true).take("a", "1")).isInstanceOf(FlowClaims.Held.class);
    first.beat();
    Claim over = taken(second.of(FLOW, true).take("a", "1"));

    assertThat(over.takenOver()).isTrue();
    assertThat(over.isDistrusted("id-1")).isTrue();
  }
}
