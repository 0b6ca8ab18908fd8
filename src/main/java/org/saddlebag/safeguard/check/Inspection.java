package org.saddlebag.safeguard.check;

import java.time.Instant;
import java.util.List;
import org.saddlebag.s3.posture.BucketPosture;
import org.saddlebag.s3.posture.OwnRights;

/**
 * All that was seen.
 *
 * @param subject what is judged
 * @param bucket what the bucket says
 * @param rights what we may do in it
 * @param keys the KMS keys of flow and bucket, as far as our KMS has them
 * @param lines the ways to the services
 * @param now when
 */
public record Inspection(
    Subject subject,
    BucketPosture bucket,
    OwnRights rights,
    List<InspectedKey> keys,
    List<Line> lines,
    Instant now) {

  /** Copies the lists. */
  public Inspection {
    keys = List.copyOf(keys);
    lines = List.copyOf(lines);
  }
}
