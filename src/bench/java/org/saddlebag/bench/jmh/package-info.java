/**
 * Microbenchmarks of the cipher and of sealing one small object, by JMH.
 *
 * <p>Does: measure {@code content} and {@code envelope} in memory, on one core, beside the bare
 * cipher of the same provider. Does not: touch files or the network. May import: {@code content},
 * {@code envelope}, {@code keys}, {@code format}, JMH.
 */
package org.saddlebag.bench.jmh;
