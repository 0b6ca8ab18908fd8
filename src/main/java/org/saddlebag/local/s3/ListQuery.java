package org.saddlebag.local.s3;

import org.saddlebag.local.wire.Percent;
import org.saddlebag.local.wire.Query;

/**
 * What all listings have in common.
 *
 * @param prefix what keys must start with
 * @param delimiter where keys are rolled up behind the prefix; empty for not at all
 * @param maxKeys how many entries at most, 0 to 1,000
 * @param encoded whether keys are percent-encoded in the answer
 */
record ListQuery(String prefix, String delimiter, int maxKeys, boolean encoded) {

  private static final int MAX_KEYS = 1000;

  static ListQuery of(Query query) {
    return of(query, "max-keys");
  }

  static ListQuery of(Query query, String maxName) {
    String encoding = query.get("encoding-type");
    if (encoding != null && !encoding.equals("url")) {
      throw S3Errors.invalidArgument(
          "Invalid Encoding Method specified in Request", "encoding-type", encoding);
    }
    return new ListQuery(
        query.get("prefix", ""),
        query.get("delimiter", ""),
        max(query.get(maxName, ""), maxName),
        encoding != null);
  }

  private static int max(String text, String name) {
    if (text.isEmpty()) {
      return MAX_KEYS;
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw S3Errors.invalidArgument(
          "Argument " + name + " must be an integer between 0 and 2147483647", name, text);
    }
    return Math.min(MAX_KEYS, Integer.parseInt(text));
  }

  /** The common prefix a key is rolled up to, or null where it stands for itself. */
  String rolledUp(String key) {
    int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
    return at < 0 ? null : key.substring(0, at + delimiter.length());
  }

  /** A key as it goes into the answer; null stays null. */
  String show(String key) {
    return encoded && key != null ? Percent.encode(key, true) : key;
  }

  /** What every listing repeats from its request. */
  Xml repeat(Xml xml, String maxName) {
    return xml.text("Prefix", show(prefix))
        .text("Delimiter", delimiter.isEmpty() ? null : show(delimiter))
        .text(maxName, maxKeys)
        .text("EncodingType", encoded ? "url" : null);
  }
}
