/**
 * The component {@code kafka-topic}: records of Kafka as sources, committed when S3 has them.
 *
 * <p>Does: read as a member of a group, deliver each partition's records in their order, one by one
 * or many in an object, commit what is proven, put into the dead-letter topic what can never be
 * delivered, say when the topic is worked off or out of reach. Does not: know Kafka's client. May
 * import: {@code camel}, {@code camel.queue}, {@code camel.batch}, {@code kafka}, {@code delivery},
 * {@code errors}, Camel.
 *
 * <p>What makes an object of many records the same whenever they come: it begins where the last one
 * of its partition ended, its key and delivery id follow from its first offset, its metadata tells
 * its last, and it is put on the condition that nobody has the key. Who comes to the same first
 * offset, after a crash or beside a node that has lost the partition and does not know it yet,
 * finds that object and goes on behind it, wherever it would have ended itself. So all who read a
 * partition follow the same chain of objects, and each record is in one of them.
 *
 * <p>Camel's own kafka consumer (4.18.0) can't keep our promise. It delivers on the thread that
 * polls, so that a slow store costs it its partitions; a batch of its is what one poll has brought,
 * of all partitions, with nothing by which a restart could know it again; headers of a record
 * become headers of the exchange, and the commit is reached through one of them, where we drop all
 * headers.
 */
package org.saddlebag.camel.kafka;
