package org.saddlebag.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.ObjectAddress;

/**
 * {@code s3://BUCKET/KEY} as written on the command line; the key is taken as it is, without any
 * decoding.
 *
 * @param bucket the bucket
 * @param key an object key, a prefix that ends with a slash, or nothing for the whole bucket
 */
record S3Address(String bucket, String key) {

  private static final Pattern FORM = Pattern.compile("(?s)s3://([a-zA-Z0-9._-]{1,255})(?:/(.*))?");

  static boolean isOne(String text) {
    return text.startsWith("s3://");
  }

  /**
   * Reads an address.
   *
   * @throws Refused if it has another form
   */
  static S3Address parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new Refused(CliError.BAD_ADDRESS, "'%s' is no address of S3".formatted(text));
    }
    return new S3Address(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
  }

  boolean isPrefix() {
    return key.isEmpty() || key.endsWith("/");
  }

  ObjectAddress object(String versionId) {
    if (isPrefix()) {
      throw new Refused(CliError.BAD_ADDRESS, this + " names a prefix, must name one object");
    }
    return new ObjectAddress(bucket, key, versionId);
  }

  @Override
  public String toString() {
    return "s3://" + bucket + "/" + key;
  }
}
