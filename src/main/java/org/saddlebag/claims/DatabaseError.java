package org.saddlebag.claims;

import org.saddlebag.errors.ErrorCode;

/** What can go wrong with the shared database and the claims in it. */
public enum DatabaseError implements ErrorCode {
  /** Nobody answers, or not in time. */
  DATABASE_UNREACHABLE("Start the database, or correct its url; the work goes on by itself."),
  /** The database does not let us in. */
  DATABASE_CREDENTIALS_REFUSED("Correct user and password of the database, or let this user in."),
  /** The server has no such database. */
  NO_SUCH_DATABASE("Create the database, or correct its name in the url."),
  /** A table is missing and can't be made, or must not be written. */
  DATABASE_DENIED(
      "Let this user create the tables saddlebag_claims, saddlebag_work, saddlebag_listings, and"
          + " for shared queues saddlebag_batches and saddlebag_messages, or create them and grant"
          + " SELECT, INSERT, UPDATE and DELETE on them."),
  /** Certificate or host name of the database are not trusted, or it has no TLS. */
  DATABASE_NOT_TRUSTED(
      "Name the database's authority by sslrootcert in the url, and reach it by the name in its"
          + " certificate."),
  /** The database did not do what it was asked. */
  DATABASE_FAILED("Look at the database's log; the work goes on by itself."),
  /** Another node has taken the source over, as this one was not heard of for too long. */
  CLAIM_LOST("Nothing is to be done: the other node ends the delivery.");

  private final String fix;

  DatabaseError(String fix) {
    this.fix = fix;
  }

  @Override
  public String fix() {
    return fix;
  }
}
