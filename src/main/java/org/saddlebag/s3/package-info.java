/**
 * The object store: the port the rest of the house speaks to, and its AWS implementation.
 *
 * <p>Does: single put, pipelined multipart upload, get, ranged get, head, list, copy, tag, delete,
 * abort; checksums; server-side encryption; what a store can do and prove; what a bucket says of
 * itself and what we may do in it. Does not: seal, retry whole deliveries, decide what a level of
 * proof is good for. May import: {@code aws}, {@code errors}, the AWS SDK for S3 (this package is
 * its only importer), Jackson.
 */
package org.saddlebag.s3;
