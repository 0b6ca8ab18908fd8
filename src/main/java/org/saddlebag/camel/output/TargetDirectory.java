package org.saddlebag.camel.output;

import org.saddlebag.delivery.FilePublisher;
import org.saddlebag.delivery.StagingArea;

/**
 * A directory that files come back to.
 *
 * @param staging where plaintext waits until it is verified
 * @param publisher lets it appear
 */
public record TargetDirectory(StagingArea staging, FilePublisher publisher) {}
