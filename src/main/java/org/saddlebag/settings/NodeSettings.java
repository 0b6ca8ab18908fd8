package org.saddlebag.settings;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What this process is called and where it keeps what it must not forget.
 *
 * @param state the folder of journal, receipts and memories
 * @param name the node's name in journal and receipts
 * @param shutdownTimeout how long deliveries under way may take to end when the process is stopped
 */
public record NodeSettings(Path state, String name, Duration shutdownTimeout) {}
