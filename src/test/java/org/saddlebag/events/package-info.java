/** Messages as they come from a queue. */
package org.saddlebag.events;
