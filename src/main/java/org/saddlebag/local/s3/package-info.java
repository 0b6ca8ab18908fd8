/**
 * The S3 API over the store.
 *
 * <p>Does: routing, access checks, headers and XML, checksums asked for by the client, kinds of
 * server-side encryption, with the error codes of AWS. Does not: keep anything itself; encrypt at
 * rest (the kinds of encryption are checked and remembered, the bodies lie on disk as they came);
 * obey what buckets are configured to but for their default encryption: policies, blocks, logging
 * and lifecycle are kept and given back. Source of all names, limits and codes: the Amazon S3 API
 * Reference. May import: {@code java.*}, jackson, {@code local.wire}, {@code local.auth}, {@code
 * local.store}.
 */
package org.saddlebag.local.s3;
