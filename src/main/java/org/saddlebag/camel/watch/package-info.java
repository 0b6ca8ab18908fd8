/**
 * Watching a directory: which file is taken when, and where it goes afterwards.
 *
 * <p>Does: plug a filter, a poll strategy and a process strategy into Camel's {@code file:}
 * consumer. Does not: move a file itself ({@code delivery} does). May import: {@code camel}, {@code
 * delivery}, {@code errors}, Camel.
 */
package org.saddlebag.camel.watch;
