/** What the queue works need beside the program: a broker, and a plain Camel route as peer. */
package org.saddlebag.bench.queue;
