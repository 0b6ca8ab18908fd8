package org.saddlebag.sqs;

import org.saddlebag.errors.ErrorCode;

/** What SQS, or the way to it, can refuse. */
public enum SqsError implements ErrorCode {
  /** No such queue in this Region and account. */
  SQS_NO_SUCH_QUEUE(
      "Create the queue, or correct its name in the flow, the Region or the account.", false),
  /** A policy says no. */
  SQS_DENIED("Allow the named action on the queue in its policy or the caller's.", false),
  /** No credentials, or ones that AWS does not know or that have expired. */
  SQS_CREDENTIALS("Provide valid AWS credentials to this process, and set its clock.", false),
  /** Too many requests, or too many messages in flight. */
  SQS_THROTTLED("Wait, or lower the number of parallel deliveries.", true),
  /** SQS answered with an error of its own. */
  SQS_FAILING("Wait; if it lasts, look at the state of the service.", true),
  /** No connection, a broken one, no such host, or no answer in time. */
  SQS_UNREACHABLE("Mend the network between this host and the SQS endpoint, or its name.", true),
  /** The server's certificate is not trusted, or TLS fails. */
  SQS_NOT_TRUSTED(
      "Name the authority that signed the server's certificate as saddlebag.sqs.ca-bundle, and reach"
          + " the endpoint by the name in it.",
      false),
  /** The call was interrupted, because the process stops. */
  SQS_INTERRUPTED("Start again; the message comes again.", true),
  /** The message has become visible to others again, or has gone. */
  SQS_NOT_OURS("Raise the flow's visibilityTimeout if it happens often.", false),
  /** Anything else that SQS answered. */
  SQS_REFUSED("Read SQS's own words in this message.", false),
  /** Messages that can never be delivered would come again for ever. */
  SQS_NO_DEAD_LETTERS(
      "Give the queue a redrive policy, or name a deadLetterQueue or replies in the flow.", false),
  /** The queue takes messages away before archived objects are restored. */
  SQS_TOO_FEW_RECEIVES(
      "Raise maxReceiveCount in the redrive policy of the queue, or restoreDelay in the flow.",
      false),
  /** The CA bundle is missing or not PEM. */
  SQS_CA_BUNDLE("Name a readable PEM file with at least one certificate.", false),
  /** The certificate that we are to show is of no use. */
  SQS_CLIENT_CERTIFICATE("Mend the keystore as said, or name another.", false);

  private final String fix;
  private final boolean retryable;

  SqsError(String fix, boolean retryable) {
    this.fix = fix;
    this.retryable = retryable;
  }

  @Override
  public String fix() {
    return fix;
  }

  boolean retryable() {
    return retryable;
  }
}
