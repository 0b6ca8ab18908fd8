/**
 * The embedded local S3 and KMS, for trying and testing. Their jar is absent from machines that run
 * the real thing.
 *
 * <p>Does: start and stop the stand-ins on 127.0.0.1 over one folder. Does not: protect what lies
 * in that folder; bodies are stored as they came, keys in files only the owner may read. May
 * import: {@code java.*}, {@code errors}, and the packages below this one: {@code wire}, {@code
 * auth}, {@code store}, {@code s3}, {@code kms}, of which {@code wire} and {@code store} know none
 * of the others.
 */
package org.saddlebag.local;
