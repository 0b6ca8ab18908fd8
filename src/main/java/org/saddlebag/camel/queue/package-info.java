/**
 * Messages as sources: taken out of a queue in a transacted session, delivered, and let go by its
 * commit.
 *
 * <p>Does: turn a JMS message into a {@code SourceMessage} and drop all else that came with it; say
 * when the queue is empty or its broker out of reach; put into the dead-letter queue, in the same
 * session, what can never be delivered, and let everything else go back; be the part of that which
 * all queues share. Does not: know a broker's client, acknowledge by itself, decide on keys or
 * proof. May import: {@code camel}, {@code broker}, {@code delivery}, {@code s3} and {@code
 * content} for their error codes, {@code errors}, JMS, Camel's JMS component and the listener of
 * Spring under it.
 *
 * <p>Between the receiving and the commit there is one thread and one session for each consumer; no
 * step may hand a message to another thread, as it would be acknowledged too early then.
 */
package org.saddlebag.camel.queue;
