package org.saddlebag.camel;

import java.time.Instant;
import org.saddlebag.errors.SaddlebagException;

/**
 * How a flow stands, for whoever watches over it.
 *
 * @param delivered deliveries that ended with their proof, since the start
 * @param failed deliveries that were given up, since the start
 * @param retried attempts that failed and were followed by another, since the start
 * @param inFlight deliveries under way
 * @param bytes the content of what was delivered, since the start
 * @param lastDelivered when a delivery last ended well, or null
 * @param lastTrouble why the last attempt or delivery failed, or null when it did not
 * @param outOfReach whether its directory, prefix or queue can't be looked at, or its deliveries
 *     have to go back
 */
public record FlowFigures(
    long delivered,
    long failed,
    long retried,
    long inFlight,
    long bytes,
    Instant lastDelivered,
    SaddlebagException lastTrouble,
    boolean outOfReach) {}
