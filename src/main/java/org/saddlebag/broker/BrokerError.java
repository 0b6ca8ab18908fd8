package org.saddlebag.broker;

import org.saddlebag.aws.TlsCodes;
import org.saddlebag.errors.ErrorCode;

/** What can go wrong with a broker. */
public enum BrokerError implements ErrorCode {
  /** Nobody answers, or not as a broker does. */
  BROKER_UNREACHABLE("Start the broker, or correct its uri; the work goes on by itself."),
  /** The broker does not let us in. */
  BROKER_CREDENTIALS_REFUSED(
      "Correct user and password of the broker, or let it allow this user what the flow does."),
  /** No such queue, and the broker makes none. */
  NO_SUCH_QUEUE("Create the queue at the broker, or correct its name in the flow."),
  /** Certificate or host name of the broker are not trusted. */
  BROKER_NOT_TRUSTED(
      "Name the broker's authority in ca-bundle, and reach it by the name in its certificate."),
  /** The CA bundle is of no use. */
  BROKER_CA_BUNDLE("Name a PEM file of certificate authorities that this user can read."),
  /** The client certificate is of no use. */
  BROKER_CLIENT_CERTIFICATE("Mend the keystore as said, or name another."),
  /** The broker did not do what it was asked. */
  BROKER_FAILED("Look at the broker's log; the work goes on by itself.");

  static final TlsCodes TLS = new TlsCodes(BROKER_CA_BUNDLE, BROKER_CLIENT_CERTIFICATE);

  private final String fix;

  BrokerError(String fix) {
    this.fix = fix;
  }

  @Override
  public String fix() {
    return fix;
  }
}
