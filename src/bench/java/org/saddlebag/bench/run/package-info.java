/**
 * The end-to-end bench: every work by every client, one process per run, in turns.
 *
 * <p>Does: the test data, the sink's process, the configuration folder, timing, checking of what
 * came out. Does not: transfer anything itself, or judge what was measured (see {@code report}).
 * May import: {@code bench.report}, {@code keys} (for the keystore).
 */
package org.saddlebag.bench.run;
