package org.saddlebag.camel.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.saddlebag.s3.AwsObjectStore;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ObjectStore;
import org.saddlebag.s3.StoreEndpoint;
import org.saddlebag.s3.StoreProfile;
import org.saddlebag.s3.StoreSettings;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

class FlowChecksTest {

  private static final String GOOD =
      """
      - templatedRoute:
          routeTemplateRef: directory-to-s3
          routeId: invoices
          parameters:
            - { name: directory, value: "%s" }
            - { name: bucket, value: acme-archive }
            - { name: key, value: archive }
      """;

  private @TempDir Path folder;

  /** Never asked for anything that needs a connection. */
  private final ObjectStore store =
      AwsObjectStore.open(
          StoreSettings.of(
              StoreProfile.AWS, new StoreEndpoint(null, "eu-central-1", null, null, false, null)),
          AnonymousCredentialsProvider.create());

  private final CustomerKey customerKey = new CustomerKey("partner", new byte[32]);
  private final FlowServices services =
      new FlowServices(
          null,
          null,
          store,
          null,
          null,
          Set.of("archive"),
          Map.of("partner", customerKey),
          Map.of(),
          null,
          null,
          null);

  @AfterEach
  void closeStore() {
    store.close();
  }

  private List<String> problems(String flows) throws IOException {
    Path file = Files.writeString(folder.resolve("flows.yaml"), flows);
    List<Path> files = new ArrayList<>(RouteFiles.in(Path.of("routes")));
    files.removeIf(route -> route.endsWith("flows.yaml"));
    files.add(file);
    return new FlowChecks(services, FlowChecksTest::placeholders).problems(RouteFiles.read(files));
  }

  private static String placeholders(String text) {
    if (text.contains("{{unknown}}")) {
      throw new IllegalArgumentException("no such property");
    }
    return text.replace("{{parallel.jobs}}", "8");
  }

  private List<String> problemsWith(String parameter, String value) throws IOException {
    return problems(
        GOOD.formatted(folder) + "      - { name: %s, value: '%s' }\n".formatted(parameter, value));
  }

  @Test
  void a_good_flow_has_none() throws IOException {
    assertThat(problems(GOOD.formatted(folder))).isEmpty();
    assertThat(problemsWith("parallel", "{{parallel.jobs}}")).isEmpty();
  }

  @Test
  void the_example_as_shipped_declares_no_flow_and_is_told_so() {
    assertThat(
            new FlowChecks(services, text -> text)
                .problems(RouteFiles.read(RouteFiles.in(Path.of("routes")))))
        .singleElement()
        .asString()
        .contains("no flow is declared");
  }

  @Test
  void all_problems_are_named_at_once() throws IOException {
    List<String> problems =
        problems(
            """
            - templatedRoute:
                routeTemplateRef: directory-to-s3
                routeId: Invoices!
                parameters:
                  - { name: directory, value: /no/such/place }
                  - { name: objektKey, value: x }
                  - { name: key, value: lost }
                  - { name: sse, value: sse-9 }
            - templatedRoute:
                routeTemplateRef: s3-to-nowhere
                routeId: back
            - templatedRoute:
                routeTemplateRef: seal-envelope-to-s3
                routeId: inner
            """);

    assertThat(String.join("\n", problems))
        .contains("'Invoices!'")
        .contains("lacks 'bucket'")
        .contains("gives 'objektKey'")
        .contains("'/no/such/place' is no directory")
        .contains("'lost' is no master key, there are [archive]")
        .contains("sse 'sse-9'")
        .contains("'s3-to-nowhere', no template")
        .contains("'seal-envelope-to-s3', no template");
    assertThat(problems).hasSize(8);
  }

  @ParameterizedTest
  @CsvSource({
    "collision, sometimes",
    "after, burn",
    "links, never",
    "directories, both",
    "format, v1",
    "recursive, maybe",
    "parallel, 0",
    "parallel, many",
    "attempts, -1",
    "delay, 1s",
    "doneRetention, 30",
    "doneFile, done",
    "tags, a",
    "tags, 'a=1,a=2'",
    "acl, publik-read",
    "lockMode, forever",
    "lockRetain, 2020-01-01T00:00:00Z",
    "legalHold, on",
    "access, read-only",
    "expectedOwner, 1234",
    "requesterPays, yes",
    "cacheControl, zwölf",
    "bucket, a/b",
    "parallel, {{unknown}}",
    "directory, /a?b",
    "seal, sometimes",
    "sse, sse-kns",
    "sse, sse-c:lost",
    "sseContext, a",
    "sseBucketKey, perhaps"
  })
  void a_value_that_means_nothing_is_named_with_its_flow_and_parameter(
      String parameter, String value) throws IOException {
    assertThat(problemsWith(parameter, value))
        .singleElement()
        .asString()
        .contains("invoices", parameter, value);
  }

  @Test
  void two_flows_may_not_share_a_name_or_a_directory() throws IOException {
    List<String> problems = problems(GOOD.formatted(folder) + GOOD.formatted(folder));

    assertThat(problems).hasSize(2);
    assertThat(problems.get(0)).contains("the name of another flow");
    assertThat(problems.get(1)).contains("watch the same directory");
  }

  @Test
  void objects_may_not_be_moved_to_where_they_are_found_again() throws IOException {
    String back =
        """
        - templatedRoute:
            routeTemplateRef: s3-to-directory
            routeId: back
            parameters:
              - { name: directory, value: /tmp/out }
              - { name: bucket, value: acme-archive }
              - { name: prefix, value: in/ }
              - { name: after, value: move }
              - { name: moveTo, value: %s }
        """;

    assertThat(problems(back.formatted("in/done/"))).singleElement().asString().contains("moveTo");
    assertThat(problems(back.formatted("done/"))).isEmpty();
  }

  @Test
  void a_file_that_is_no_yaml_is_named_with_the_place() throws IOException {
    assertThat(problems("- templatedRoute: [")).anyMatch(line -> line.contains("flows.yaml"));
  }

  private String oneProblem(String... parameters) throws IOException {
    StringBuilder flow = new StringBuilder(GOOD.formatted(folder));
    for (String parameter : parameters) {
      int at = parameter.indexOf('=');
      String name = parameter.substring(0, at);
      flow.append(
          "      - { name: %s, value: '%s' }\n".formatted(name, parameter.substring(at + 1)));
    }
    assertThat(problems(flow.toString())).hasSize(1);
    return problems(flow.toString()).get(0);
  }

  @Test
  void encryption_at_rest_that_cannot_be_is_refused_with_the_mend() throws IOException {
    assertThat(oneProblem("sse=sse-kns:k")).contains("did you mean sse-kms?");
    assertThat(oneProblem("sse=dsse-kms:k", "sseBucketKey=true"))
        .contains("flow 'invoices'", "never uses a bucket key");
    assertThat(oneProblem("sse=sse-s3", "sseContext=a=b")).contains("encryption context");
    assertThat(oneProblem("sse=sse-kms:arn:aws:kms:us-east-1:111122223333:key/1234"))
        .contains("us-east-1, must be in that of the store, eu-central-1");
    assertThat(oneProblem("bucket=fast--euc1-az1--x-s3", "sse=sse-c:partner"))
        .contains("has no SSE-C: use sse-s3 or sse-kms:KEY");
  }

  @Test
  void encryption_at_rest_that_can_be_is_not() throws IOException {
    assertThat(problemsWith("sse", "sse-c:partner")).isEmpty();
    assertThat(problemsWith("sse", "sse-kms:arn:aws:kms:eu-central-1:111122223333:key/1"))
        .isEmpty();
  }

  @Test
  void a_flow_that_seals_nothing_has_no_master_key_and_any_other_needs_one() throws IOException {
    String without = GOOD.formatted(folder).replaceAll(".*name: key.*\\n", "");
    String none = "      - { name: seal, value: none }\n";
    assertThat(problems(without + none)).isEmpty();
    assertThat(problems(without)).singleElement().asString().contains("lacks 'key'", "seal=none");
    assertThat(problems(GOOD.formatted(folder) + none))
        .singleElement()
        .asString()
        .contains("gives 'key', which seal=none has no use for");
  }

  @Test
  void objects_are_read_with_a_customer_key_or_with_nothing() throws IOException {
    String back =
        """
        - templatedRoute:
            routeTemplateRef: s3-to-directory
            routeId: back
            parameters:
              - { name: directory, value: /tmp/out }
              - { name: bucket, value: acme-archive }
              - { name: sse, value: %s }
        """;
    assertThat(problems(back.formatted("sse-c:partner"))).isEmpty();
    assertThat(problems(back.formatted("sse-kms:alias/a")))
        .singleElement()
        .asString()
        .contains("'sse-kms:alias/a' is for writing");
  }

  /** Camel would hand the empty value on, where the checks look at the default. */
  @Test
  void an_empty_value_is_not_the_default() throws IOException {
    String flow =
        """
        - templatedRoute:
            routeTemplateRef: sqs-to-s3
            routeId: one
            parameters:
              - { name: queue, value: orders }
              - { name: deadLetterQueue, value: "" }
              - { name: visibilityTimeout, value: "" }
              - { name: bucket, value: acme-archive }
              - { name: key, value: archive }
        """;
    assertThat(problems(flow))
        .singleElement()
        .asString()
        .contains("gives 'visibilityTimeout' without a value: leave it out for its default '60'");
  }

  @Test
  void all_that_is_wrong_with_a_queue_is_told_at_once() throws IOException {
    String flow =
        """
        - templatedRoute:
            routeTemplateRef: jms-to-s3
            routeId: %s
            parameters:
              - { name: broker, value: nobody }
              - { name: queue, value: "%s" }
              - { name: bucket, value: acme-archive }
              - { name: key, value: archive }
        """;
    String wrong =
        """
              - { name: objectKey, value: "{path}" }
              - { name: metadata, value: "Region,region" }
              - { name: maxMessageBytes, value: "0" }
              - { name: deadLetterQueue, value: orders }
              - { name: access, value: write-only }
        """;

    List<String> problems =
        problems(
            flow.formatted("one", "orders")
                + wrong
                + flow.formatted("two", "orders")
                + flow.formatted("three", "a?b=c"));

    assertThat(problems)
        .anyMatch(line -> line.contains("'one'") && line.contains("is no broker"))
        .anyMatch(line -> line.contains("speaks of files"))
        .anyMatch(line -> line.contains("'region' comes twice"))
        .anyMatch(line -> line.contains("maxMessageBytes '0' must be a number"))
        .anyMatch(line -> line.contains("its own queue for its dead letters"))
        .anyMatch(line -> line.contains("gives 'access', which jms-to-s3 does not know"))
        .anyMatch(line -> line.contains("receive from the same queue"))
        .anyMatch(line -> line.contains("queue 'a?b=c' is no name of a queue"));
  }

  @Test
  void the_queue_of_the_dead_letters_is_no_flows_own_by_default_either() throws IOException {
    assertThat(
            problems(
                """
                - templatedRoute:
                    routeTemplateRef: jms-to-s3
                    routeId: one
                    parameters:
                      - { name: broker, value: nobody }
                      - { name: queue, value: DLQ }
                      - { name: bucket, value: acme-archive }
                      - { name: key, value: archive }
                """))
        .anyMatch(line -> line.contains("its own queue for its dead letters"));
  }
}
