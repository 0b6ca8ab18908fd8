/** The peer of the queue works: a plain Camel route. */
package org.saddlebag.bench.queue;
