/**
 * Signs closed files of the state folder.
 *
 * <p>Does: hand to the route what is to be signed, and keep what {@code crypto:sign} made of it.
 * Does not: sign, or decide what is closed; Camel's component and {@code audit} do. May import:
 * {@code audit}, {@code keys}, {@code errors}, Camel.
 */
package org.saddlebag.camel.sign;
