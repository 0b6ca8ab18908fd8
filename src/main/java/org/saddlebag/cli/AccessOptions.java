package org.saddlebag.cli;

import org.saddlebag.s3.StoreAccess;
import org.saddlebag.settings.ObjectSettingsText;
import picocli.CommandLine.Option;

/** In what capacity a command speaks to the store. */
final class AccessOptions {

  @Option(
      names = "--expected-owner",
      paramLabel = "ACCOUNT",
      defaultValue = "",
      description = "Refuse a bucket that does not belong to this AWS account, 12 digits.")
  private String expectedOwner = "";

  @Option(
      names = "--requester-pays",
      description = "Pay for requests and transfer in somebody else's bucket.")
  private boolean requesterPays;

  StoreAccess of(boolean writeOnly) {
    return ObjectSettingsText.access(
        expectedOwner, Boolean.toString(requesterPays), writeOnly ? "write-only" : "full");
  }
}
