/**
 * The command line: thin commands over the same parts that the flows use.
 *
 * <p>Does: parse arguments, print results and errors in the one form, choose the exit code, stop
 * cleanly when asked to. Does not: encrypt, speak to the store or run routes of its own; the flows
 * are run by a {@link org.saddlebag.cli.FlowRunner} that {@code Main} hands in. May import: {@code
 * settings}, {@code delivery}, {@code envelope}, {@code keys}, {@code s3}, {@code format}, {@code
 * content}, {@code errors}, picocli, Jackson, the progress bar's library (one class).
 */
package org.saddlebag.cli;
