package org.saddlebag.camel;

import java.nio.file.Path;
import java.time.Clock;
import org.saddlebag.delivery.Failpoints;
import org.saddlebag.delivery.Journal;

/**
 * What the flows of one process share to keep their promise.
 *
 * @param directory the state folder, which the journal holds
 * @param journal opened and recovered
 * @param failpoints where to die in a kill test
 * @param clock the time
 */
public record DeliveryState(Path directory, Journal journal, Failpoints failpoints, Clock clock) {}
