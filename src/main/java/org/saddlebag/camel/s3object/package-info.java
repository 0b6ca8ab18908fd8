/**
 * The component {@code s3-object}: objects go into a bucket, are fetched, and are found under a
 * prefix.
 *
 * <p>Does: order deliveries, fetch objects, poll a prefix, take up objects that somebody tells of,
 * and finish what was found there. Does not: speak S3, judge a proof, or know who tells. May
 * import: {@code camel}, {@code delivery}, {@code envelope}, {@code s3}, {@code settings}, {@code
 * errors}, Camel.
 */
package org.saddlebag.camel.s3object;
