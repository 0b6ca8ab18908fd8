/**
 * Watching a directory: which file is taken when, and where it goes afterwards.
 *
 * <p>Does: walk through a directory at each poll, without ever holding a list of it, and send on
 * what is whole. Does not: move a file itself ({@code delivery} does). May import: {@code camel},
 * {@code delivery}, {@code errors}, Camel.
 */
package org.saddlebag.camel.watch;
