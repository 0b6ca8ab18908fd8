/**
 * Event notifications of S3 in an SQS queue: a flow is told of its new objects instead of listing
 * its prefix again and again.
 *
 * <p>Does: receive the messages, say which of them are not for the flow, and let one go when all
 * objects that it names are delivered or parked. Does not: look at objects, deliver, know SQS's
 * client. May import: {@code camel}, {@code camel.sqs}, {@code camel.s3object}, {@code events},
 * {@code sqs}, {@code delivery}, {@code errors}, Camel.
 */
package org.saddlebag.camel.events;
