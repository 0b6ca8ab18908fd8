/**
 * The configuration, read once into immutable records, and the parts of the house built from it.
 *
 * <p>Does: read {@code config/application.properties}, check every value, name all problems in one
 * message; build clients, master keys and the store from what it read; gather what a check of a
 * bucket judges. Does not: parse flows or command lines, seal or send anything. May import: {@code
 * keys}, {@code s3}, {@code envelope}, {@code content}, {@code delivery}, {@code safeguard}, {@code
 * aws}, {@code broker}, {@code sqs}, {@code kafka}, {@code errors}, the AWS SDK's credentials and
 * metrics.
 */
package org.saddlebag.settings;
