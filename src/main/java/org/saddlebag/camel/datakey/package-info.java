/**
 * The component {@code data-key}: a one-time data key for the object in hand.
 *
 * <p>Does: ask {@code envelope} to make or unwrap a data key and keep it beside the message until
 * the attempt ends. Does not: show a key to a body, header or log. May import: {@code camel},
 * {@code envelope}, {@code format}, {@code s3}, {@code errors}, Camel.
 */
package org.saddlebag.camel.datakey;
