package org.saddlebag.bench.sink;

import java.nio.ByteBuffer;

/**
 * A piece of the RAM disk.
 *
 * @param bytes it, mapped; position and limit are the user's
 * @param offset where it begins in the pool's file
 */
record Segment(ByteBuffer bytes, long offset) {}
