package org.saddlebag.safeguard.check;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One statement of a bucket or key policy. Source: IAM User Guide, "IAM JSON policy elements
 * reference".
 *
 * @param allows true for {@code Allow}, false for {@code Deny}
 * @param principals for whom, {@code *} for anybody; empty with {@code NotPrincipal}
 * @param actions what; empty with {@code NotAction}
 * @param resources on what; empty with {@code NotResource}
 * @param conditions when; all must hold
 * @param inverted whether it has one of the elements that begin with {@code Not}
 */
record PolicyStatement(
    boolean allows,
    List<String> principals,
    List<String> actions,
    List<String> resources,
    List<Condition> conditions,
    boolean inverted) {

  /** Stands for any key below a prefix: nobody has this character in a pattern. */
  private static final String ANY_KEY = "\u0001";

  /**
   * One condition.
   *
   * @param operator for example {@code Bool}, {@code StringNotEqualsIfExists}
   * @param key for example {@code aws:SecureTransport}
   * @param values one of them must fit
   */
  record Condition(String operator, String key, List<String> values) {

    boolean is(String otherOperator, String otherKey) {
      boolean same =
          operator.equalsIgnoreCase(otherOperator)
              || operator.equalsIgnoreCase(otherOperator + "IfExists");
      return same && key.equalsIgnoreCase(otherKey);
    }
  }

  boolean forAnybody() {
    return principals.contains("*");
  }

  boolean covers(String action) {
    return actions.stream().anyMatch(pattern -> fits(pattern, action, true));
  }

  /** Whether it denies something to everybody, on one condition alone. */
  boolean deniesEverybody(String action) {
    return !allows && !inverted && forAnybody() && conditions.size() == 1 && covers(action);
  }

  Condition only() {
    return conditions.get(0);
  }

  boolean isOnBucket(String bucket) {
    return isOn(bucket);
  }

  boolean isOnObjects(String bucket, String prefix) {
    return isOn(bucket + "/" + prefix + ANY_KEY);
  }

  private boolean isOn(String what) {
    return resources.stream()
        .map(resource -> resource.replaceFirst("^arn:[^:]*:s3:::", ""))
        .anyMatch(pattern -> fits(pattern, what, false));
  }

  /** {@code *} is any text, {@code ?} any character. */
  private static boolean fits(String pattern, String text, boolean anyCase) {
    String regex =
        Stream.of(pattern.split("(?<=[*?])|(?=[*?])"))
            .map(
                piece ->
                    switch (piece) {
                      case "*" -> ".*";
                      case "?" -> ".";
                      default -> Pattern.quote(piece);
                    })
            .collect(Collectors.joining());
    int flags = Pattern.DOTALL | (anyCase ? Pattern.CASE_INSENSITIVE : 0);
    return Pattern.compile(regex, flags).matcher(text).matches();
  }
}
