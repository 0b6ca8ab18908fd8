package org.saddlebag.bench.peers;

import java.nio.file.Path;

/** One file and its object. */
record Transfer(String key, Path file) {}
