/**
 * What went wrong, said once and clearly: what, where, why, and how to mend it.
 *
 * <p>Does: give every failure a code, a sentence and a mend; sort failures by what the operator
 * does about them. Does not: log, translate or decide on retries. May import: {@code java.*} only.
 */
package org.saddlebag.errors;
