/**
 * A loopback S3 that costs next to nothing, so that a bench measures its clients.
 *
 * <p>Does: the requests of transfer clients over plain http, bodies from the socket to a RAM disk
 * and back by sendfile, a latency per request. Does not: check signatures or checksums (those that
 * clients send are kept and echoed), survive a restart, or guard against a hostile client. May
 * import: java.* alone.
 */
package org.saddlebag.bench.sink;
