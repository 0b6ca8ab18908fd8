/**
 * What the bench found: medians and spreads, the goals with their outcome, as text, JSON and SVG.
 *
 * <p>Does: arithmetic over measurements that others made, and its presentation. Does not: run or
 * time anything. May import: Jackson.
 */
package org.saddlebag.bench.report;
