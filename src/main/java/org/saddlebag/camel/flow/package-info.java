/**
 * Flows as a whole: read, checked, started, worked off, stopped.
 *
 * <p>Does: read what {@code routes/} declares, name all that is wrong with it in one message before
 * the first file moves, run Camel over it, count. Does not: deliver anything itself, read {@code
 * application.properties}, build clients or keys. May import: {@code camel} and its other packages,
 * {@code envelope}, {@code delivery}, {@code audit}, {@code s3}, {@code sqs}, {@code kafka}, {@code
 * safeguard}, {@code settings}, {@code errors}, Camel.
 */
package org.saddlebag.camel.flow;
