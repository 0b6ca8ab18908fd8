/**
 * Many messages or records in one object, wherever they come from.
 *
 * <p>Does: say how much an object holds, make the lines in it, and let nodes agree which message is
 * in which object. Does not: gather, as each source lets go of what it has given out in a way of
 * its own; deliver. May import: {@code camel}, {@code claims}, {@code delivery}, Jackson for JSON
 * lines.
 */
package org.saddlebag.camel.batch;
