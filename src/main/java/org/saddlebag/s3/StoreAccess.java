package org.saddlebag.s3;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * In what capacity we speak to the store. It goes for every request of a flow or command, those
 * that clear away an upload after a crash too.
 *
 * @param expectedOwner the AWS account that must own the bucket, else S3 refuses; 12 digits, or
 *     null for whoever owns it
 * @param requesterPays whether we agree to pay for requests and transfer in somebody else's bucket
 * @param writeOnly whether nothing is ever read, looked at or listed
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record StoreAccess(String expectedOwner, boolean requesterPays, boolean writeOnly) {

  /** Whoever owns the bucket, who also pays; everything may be asked. */
  public static final StoreAccess FULL = new StoreAccess(null, false, false);

  /** As {@link #FULL}, but nothing is ever read, looked at or listed. */
  public static final StoreAccess WRITE_ONLY = new StoreAccess(null, false, true);
}
