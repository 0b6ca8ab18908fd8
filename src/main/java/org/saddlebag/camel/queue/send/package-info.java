/**
 * Opened objects as messages: one each, a claim check, or one for each line.
 *
 * <p>Does: open a fetched object for sending, make messages of it, and send all of them in one
 * transaction that is committed only after the tag held. Does not: know a broker's client, receive,
 * decide what becomes of the object. May import: {@code camel}, {@code camel.queue} for its error
 * codes and bean names, {@code broker}, {@code delivery}, {@code envelope}, {@code s3}, {@code
 * errors}, JMS, Camel.
 */
package org.saddlebag.camel.queue.send;
