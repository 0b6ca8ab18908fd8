/**
 * The clients that Saddlebag is measured against, each in a process of its own.
 *
 * <p>Does: puts and gets of files and trees by the AWS SDK's clients and the S3 Encryption Client,
 * as their documentation shows them, with their defaults. Does not: measure, check, or use anything
 * of Saddlebag. May import: the AWS SDK, the S3 Encryption Client.
 */
package org.saddlebag.bench.peers;
