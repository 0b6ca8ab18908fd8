/**
 * Messages as sources: taken out of a queue in a transacted session, delivered, and let go by its
 * commit.
 *
 * <p>Does: turn a JMS message, or many, into a {@code SourceMessage} and drop all else that came
 * with it; take a body that comes piece by piece into a spool; deliver the file that a message
 * names in the place of its content; say when the queue is empty or its broker out of reach; put
 * into the dead-letter queue, in the same session, what can never be delivered, and let everything
 * else go back; be the part of that which all queues share. Does not: know a broker's client,
 * acknowledge by itself, decide on keys or proof. May import: {@code camel}, {@code camel.batch},
 * {@code broker}, {@code delivery}, {@code s3} and {@code content} for their error codes, {@code
 * errors}, JMS, Camel's JMS component and the listener of Spring under it.
 *
 * <p>Between the receiving and the commit there is one thread and one session for each consumer; no
 * step may hand a message to another thread, as it would be acknowledged too early then. That holds
 * for many messages of one object, too: their consumer gathers them in its session before the route
 * sees them, so no step has to. Which of them are in an object already, when they come again in
 * other company, is remembered by {@code delivery.MessageBatches}.
 */
package org.saddlebag.camel.queue;
