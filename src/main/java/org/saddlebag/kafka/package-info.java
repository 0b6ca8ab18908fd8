/**
 * Apache Kafka: how it is reached, what is asked of a topic there, and what its troubles are
 * called.
 *
 * <p>Does: look at a topic, read its records as a member of a group and commit how far, send on
 * what can't be delivered. Does not: know a flow, decide what is committed. May import: {@code
 * errors}, the Kafka client, which nobody else uses.
 */
package org.saddlebag.kafka;
