package org.saddlebag.claims;

import java.util.UUID;

/** On H2, which speaks as PostgreSQL does, in this process. */
class WorkTest extends WorkContract {

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
}
