/**
 * Message brokers: who they are, how they are reached, and what their troubles are called.
 *
 * <p>Does: pooled connections by AMQP 1.0 or by Artemis' own protocol, with TLS and credentials
 * read anew for each connection; a look at a queue before the flows start; what JMS has no words
 * for and Artemis' messages have, such as a body that comes piece by piece. Does not: receive or
 * send a message, know a flow. Objects are never deserialised. May import: {@code aws} for its TLS,
 * {@code errors}, JMS, the brokers' clients and the pool, which nobody else imports.
 */
package org.saddlebag.broker;
