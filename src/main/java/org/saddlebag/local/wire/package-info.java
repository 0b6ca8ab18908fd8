/**
 * The wire under both stand-ins: HTTP/1.1 on the loopback, recording of what came in, and faults on
 * demand.
 *
 * <p>Does: take requests, ask the hook for a fault, let the {@link
 * org.saddlebag.local.wire.Service} work, record and answer. Does not: know S3, KMS or signatures.
 * May import: {@code java.*}, the Apache HTTP core, slf4j.
 */
package org.saddlebag.local.wire;
