package org.saddlebag.local;

import java.nio.file.Path;

/**
 * A local S3 and a local KMS side by side in one folder, with the same identities; SSE-KMS knows
 * the keys of the KMS.
 *
 * @param s3 the running S3
 * @param kms the running KMS
 */
public record LocalCloud(LocalS3 s3, LocalKms kms) implements AutoCloseable {

  /**
   * Starts both on free ports with the defaults.
   *
   * @param folder where everything lies, made where it is missing
   * @return both running
   */
  public static LocalCloud start(Path folder) {
    return start(folder, LocalS3Options.defaults(), 0);
  }

  /**
   * Starts both.
   *
   * @param folder where everything lies, made where it is missing
   * @param options for S3; its common part but port and faults holds for KMS too
   * @param kmsPort the port of KMS, 0 for any free one
   * @return both running
   * @throws org.saddlebag.errors.SaddlebagException where the folder or a port cannot be had
   */
  public static LocalCloud start(Path folder, LocalS3Options options, int kmsPort) {
    LocalOptions common = options.common().withPort(kmsPort).withFaults(null);
    LocalKms kms = LocalKms.start(folder, common);
    try {
      return new LocalCloud(LocalS3.start(folder, options, kms.keysForS3()), kms);
    } catch (RuntimeException e) {
      kms.close();
      throw e;
    }
  }

  @Override
  public void close() {
    s3.close();
    kms.close();
  }
}
