package org.saddlebag.settings;

import java.nio.file.Path;

/**
 * What this process is called and where it keeps what it must not forget.
 *
 * @param state the folder of journal, receipts and memories
 * @param name the node's name in journal and receipts
 */
public record NodeSettings(Path state, String name) {}
