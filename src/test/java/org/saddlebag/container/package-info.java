/** The files of {@code docker/}: what they say, and what it does. */
package org.saddlebag.container;
