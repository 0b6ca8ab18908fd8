package org.saddlebag.interop;

import java.util.Map;
import org.saddlebag.envelope.RawKeys;
import org.saddlebag.envelope.Wrapping;
import org.saddlebag.format.AlgorithmSuite;

/**
 * How a peer is set up.
 *
 * @param keys the local master keys
 * @param suite what it writes; it reads only this one too, where it can be so strict
 * @param wrapping which of the keys it holds
 * @param description its materials description; empty for none
 * @param multipart whether it stores in parts, however small the object
 */
public record PeerSetup(
    RawKeys keys,
    AlgorithmSuite suite,
    Wrapping wrapping,
    Map<String, String> description,
    boolean multipart) {}
