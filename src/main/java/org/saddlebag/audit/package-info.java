/**
 * The audit trail: every use of a master key, and every delivery, as a chain of hashed lines.
 *
 * <p>Does: note key uses and deliveries as JSON lines under {@code audit/lane-N/}, each with the
 * hash of the line before it; find changes, gaps and cuts in them; find and check signed files.
 * Does not: decide what is done about a finding, hold any secret, sign (a route does). May import:
 * {@code keys}, {@code delivery} (its log and receipts), {@code s3}, {@code format}, {@code
 * errors}, Jackson.
 *
 * <p>One lane belongs to one process at a time; a second process on the same folder takes the next
 * lane. A line is {@code {"seq":N,"prev":HASH,...,"hash":HASH}}; its hash is the SHA-256, in
 * base64, of all its bytes before {@code ,"hash"}. The first line of a file continues the last file
 * of its lane, and {@code head} holds the number and hash of the last line that was synced.
 *
 * <p>A chain of plain hashes shows what was changed by accident, by hand or by a program that does
 * not know it. Whoever may write the folder and knows the rule can compute a new chain; only what
 * was signed, or carried away, before that shows it.
 */
package org.saddlebag.audit;
