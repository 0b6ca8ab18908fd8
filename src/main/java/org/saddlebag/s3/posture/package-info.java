/**
 * What a bucket says of itself and what we may do in it, as values.
 *
 * <p>Does: name what there is to see. Does not: ask, or judge. May import: {@code aws} (its {@code
 * Aspect} and {@code Right}), {@code java.*}.
 */
package org.saddlebag.s3.posture;
