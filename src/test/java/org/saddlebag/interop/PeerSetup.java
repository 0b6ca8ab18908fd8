package org.saddlebag.interop;

import java.util.Map;
import org.saddlebag.envelope.RawKeys;
import org.saddlebag.envelope.Wrapping;
import org.saddlebag.format.AlgorithmSuite;

/**
 * How a peer is set up.
 *
 * @param access the store, and KMS
 * @param keys the local master keys
 * @param suite what it writes; it reads only this one too, where it can be so strict
 * @param wrapping which of the keys it holds
 * @param description its materials description; empty for none
 */
public record PeerSetup(
    PeerAccess access,
    RawKeys keys,
    AlgorithmSuite suite,
    Wrapping wrapping,
    Map<String, String> description) {}
