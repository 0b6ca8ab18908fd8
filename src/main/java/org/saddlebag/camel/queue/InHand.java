package org.saddlebag.camel.queue;

import org.saddlebag.errors.Refused;

/**
 * What a consumer that gathers messages gives to the route.
 *
 * @param gathered messages that are to be one object; null for one that can be no part of it
 * @param unfit why it never can be; null for the gathered ones
 */
record InHand(GatheredLines gathered, Refused unfit) {}
