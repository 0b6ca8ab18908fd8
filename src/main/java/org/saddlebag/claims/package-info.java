/**
 * Which node of several has a source in hand, and what waits for any of them: claims, work, and
 * batches of messages in one database that they share.
 *
 * <p>Does: take, keep alive, end and take over claims, by the database's clock; settle who lists,
 * and hand out what is listed; keep which message is in which batch. Does not: know what a source
 * is, list or deliver anything, decide what a lost claim means. Of what is claimed or done the
 * database learns digests; of what waits it learns the name, until somebody takes it, and of a
 * batch what its sender notes. May import: {@code errors}, JDBC and the pool, which nobody else
 * imports.
 */
package org.saddlebag.claims;
