package org.saddlebag.camel.flow;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a flow into a queue says must fit together; single values are checked elsewhere. */
final class SendingChecks {

  private static final byte[] LINE_BREAK = {'\n'};

  private SendingChecks() {}

  static List<String> problems(FlowDeclaration flow) {
    List<String> problems = new ArrayList<>();
    if (!"s3-to-jms".equals(flow.template())) {
      return problems;
    }
    boolean whole = flow.given("split").orElse("none").equals("none");
    String after = flow.given("after").orElse("remember");
    boolean gone = after.equals("delete") || after.equals("move");
    if (whole && gone && flow.given("tooLarge").orElse("claim").equals("claim")) {
      problems.add(
          "%s, after '%s' takes away what a claim check names: give tooLarge=fail, or after=tag"
              .formatted(flow, after));
    }
    flow.given("charset")
        .filter(charset -> !whole && !breaksLinesAsAscii(charset))
        .ifPresent(
            charset ->
                problems.add(
                    "%s, charset '%s' has other line breaks than ASCII: give split=none"
                        .formatted(flow, charset)));
    return problems;
  }

  /** What is no charset is told elsewhere. */
  private static boolean breaksLinesAsAscii(String charset) {
    try {
      return Arrays.equals("\n".getBytes(Charset.forName(charset)), LINE_BREAK);
    } catch (IllegalArgumentException e) {
      return true;
    }
  }
}
