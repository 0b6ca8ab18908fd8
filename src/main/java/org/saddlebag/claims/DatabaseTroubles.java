package org.saddlebag.claims;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import javax.net.ssl.SSLException;
import org.saddlebag.errors.DatabaseUnavailable;
import org.saddlebag.errors.OneLine;

/** What a database's failures are called, by their SQLSTATE. */
final class DatabaseTroubles {

  private DatabaseTroubles() {}

  /** It may pass, save where the database says no. */
  static DatabaseUnavailable of(DatabaseSettings settings, SQLException failure) {
    SQLException told = told(failure);
    String state = told.getSQLState() == null ? "" : told.getSQLState();
    String reason = OneLine.of(String.valueOf(told.getMessage()));
    if (isTls(failure)) {
      return lasting(
          DatabaseError.DATABASE_NOT_TRUSTED, settings + " is not trusted: " + reason, told);
    }
    if (state.startsWith("28")) {
      return lasting(
          DatabaseError.DATABASE_CREDENTIALS_REFUSED, settings + " refuses us: " + reason, told);
    }
    if (state.equals("3D000")) {
      return lasting(DatabaseError.NO_SUCH_DATABASE, settings + ": " + reason, told);
    }
    if (state.equals("42501") || state.equals("42P01") || state.equals("3F000")) {
      return lasting(DatabaseError.DATABASE_DENIED, settings + ": " + reason, told);
    }
    boolean away =
        state.isEmpty()
            || state.startsWith("08")
            || state.startsWith("57P")
            || told instanceof SQLNonTransientConnectionException
            || failure instanceof SQLTransientConnectionException;
    return new DatabaseUnavailable(
        away ? DatabaseError.DATABASE_UNREACHABLE : DatabaseError.DATABASE_FAILED,
        settings + (away ? " can't be reached: " : " failed: ") + reason,
        true,
        told);
  }

  private static DatabaseUnavailable lasting(DatabaseError code, String what, SQLException cause) {
    return new DatabaseUnavailable(code, what, false, cause);
  }

  /** The pool's own failure says that it waited; the one below says for what. */
  private static SQLException told(SQLException failure) {
    return failure instanceof SQLTransientConnectionException
            && failure.getCause() instanceof SQLException below
        ? below
        : failure;
  }

  /** A server without TLS says so in plain words, under a connection's SQLSTATE. */
  private static boolean isTls(Throwable failure) {
    if (String.valueOf(failure.getMessage()).contains("does not support SSL")) {
      return true;
    }
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SSLException) {
        return true;
      }
    }
    return false;
  }
}
