/**
 * Which node of several has a source in hand: claims in one database that they share.
 *
 * <p>Does: take, keep alive, end and take over claims, by the database's clock. Does not: know what
 * a source is, deliver anything, decide what a lost claim means. The database learns digests, never
 * the name of a file or an object. May import: {@code errors}, JDBC and the pool, which nobody else
 * imports.
 */
package org.saddlebag.claims;
