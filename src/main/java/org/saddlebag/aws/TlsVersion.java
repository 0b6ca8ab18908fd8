package org.saddlebag.aws;

import java.util.Arrays;

/** A version of TLS that may be spoken; S3 and KMS themselves ask for 1.2 at least. */
public enum TlsVersion {
  /** RFC 5246. */
  V1_2("1.2"),
  /** RFC 8446. */
  V1_3("1.3");

  private final String number;

  TlsVersion(String number) {
    this.number = number;
  }

  /**
   * As settings write it.
   *
   * @return {@code 1.2} or {@code 1.3}
   */
  public String number() {
    return number;
  }

  /** This version and all later ones by the JDK's names; of these the newest in common is used. */
  String[] andLater() {
    return Arrays.stream(values())
        .filter(version -> version.compareTo(this) >= 0)
        .map(version -> "TLSv" + version.number)
        .toArray(String[]::new);
  }
}
