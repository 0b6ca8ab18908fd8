/**
 * The component {@code sqs-queue}: messages of Amazon SQS as sources, let go when S3 has them.
 *
 * <p>Does: receive, for this component and for others, gather many messages for one object, keep
 * them hidden meanwhile and while they are delivered, delete them afterwards, put into the
 * dead-letter queue what can never be delivered, say when the queue is empty or out of reach. Does
 * not: know SQS's client. May import: {@code camel}, {@code camel.queue}, {@code sqs}, {@code
 * delivery}, {@code errors}, Camel.
 *
 * <p>Camel's own aws2-sqs consumer (4.18.0) can't keep our promise. It takes the receipt with which
 * it deletes from a header of the exchange, and lets message attributes become headers, where we
 * drop all headers. It deletes although the visibility timeout could not be extended, extends only
 * the one message of a batch that is worked on, and drops a failed deletion.
 */
package org.saddlebag.camel.sqs;
