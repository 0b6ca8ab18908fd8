/**
 * Amazon SQS: how it is reached, what is asked of a queue there, and what its troubles are called.
 *
 * <p>Does: find a queue by its name, receive, extend, delete and send on messages. Does not: know a
 * flow, decide when a message may be deleted. May import: {@code aws}, {@code errors}, the AWS SDK,
 * whose SQS client nobody else uses save {@code settings}, which closes it.
 */
package org.saddlebag.sqs;
