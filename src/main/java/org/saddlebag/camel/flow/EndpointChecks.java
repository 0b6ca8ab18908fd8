package org.saddlebag.camel.flow;

import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.util.URISupport;
import org.saddlebag.camel.Failures;
import org.saddlebag.camel.endpoint.EndpointText;

/**
 * Makes sure that the endpoints which flows name can be made: their components are there, and know
 * the options. What it says shows no secrets.
 */
final class EndpointChecks {

  /** The parameters that name endpoints. */
  static final Set<String> PARAMETERS = Set.of("source", "target");

  private static final String COMPONENTS = "META-INF/services/org/apache/camel/component/";

  /** Components that come in a jar of another name. */
  private static final Map<String, String> JARS =
      Map.ofEntries(
          Map.entry("sftp", "ftp"),
          Map.entry("ftps", "ftp"),
          Map.entry("https", "http"),
          Map.entry("imap", "mail"),
          Map.entry("imaps", "mail"),
          Map.entry("pop3", "mail"),
          Map.entry("pop3s", "mail"),
          Map.entry("smtp", "mail"),
          Map.entry("smtps", "mail"));

  /** Components that have let go of a message, or keep it in memory alone, when others go on. */
  private static final Set<String> IN_MEMORY =
      Set.of("seda", "vm", "disruptor", "disruptor-vm", "stub");

  /** Components that acknowledge on receipt, unless they are told to wait for the exchange. */
  private static final Set<String> TRANSACTED =
      Set.of("jms", "amqp", "activemq", "activemq6", "sjms", "sjms2");

  private static final String UNKNOWN = "Unknown parameters=";
  private static final String DUE = "due to: ";

  private final CamelContext context;

  EndpointChecks(CamelContext context) {
    this.context = context;
  }

  /** Flows whose components are not there. */
  List<String> missing(RouteFiles routes) {
    return each(routes, this::missing);
  }

  /** Flows whose endpoints can't be made. To be asked when the components are configured. */
  List<String> unresolved(RouteFiles routes) {
    return each(routes, this::unresolved);
  }

  private List<String> each(RouteFiles routes, Function<String, Optional<String>> check) {
    return each(routes, PARAMETERS, check);
  }

  private List<String> each(
      RouteFiles routes, Set<String> parameters, Function<String, Optional<String>> check) {
    List<String> problems = new ArrayList<>();
    for (FlowDeclaration flow : routes.flows()) {
      for (String parameter : parameters) {
        flow.given(parameter)
            .flatMap(this::resolved)
            .flatMap(
                uri ->
                    check
                        .apply(uri)
                        .map(
                            why ->
                                "%s, %s '%s' %s"
                                    .formatted(flow, parameter, EndpointText.of(uri), why)))
            .ifPresent(problems::add);
      }
    }
    return problems;
  }

  /** Placeholders that nobody knows are told of elsewhere. */
  private Optional<String> resolved(String uri) {
    try {
      return Optional.of(context.resolvePropertyPlaceholders(uri));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Flows whose endpoints let go before S3, or the target, has the content. */
  List<String> tooEarly(RouteFiles routes) {
    List<String> problems = new ArrayList<>();
    problems.addAll(each(routes, EndpointChecks::inMemory));
    problems.addAll(each(routes, Set.of("source"), EndpointChecks::onReceipt));
    return problems;
  }

  /** Why a consumer has let go before S3 has the content, empty where it waits. */
  static Optional<String> lettingGo(String uri) {
    return inMemory(uri).or(() -> onReceipt(uri));
  }

  static Optional<String> inMemory(String uri) {
    return IN_MEMORY.contains(scheme(uri))
        ? Optional.of("keeps what it has in memory alone: use direct: instead")
        : Optional.empty();
  }

  private static Optional<String> onReceipt(String uri) {
    String scheme = scheme(uri);
    if (scheme.equals("kafka")) {
      return Optional.of("commits before S3 has the record: use the template kafka-to-s3");
    }
    return TRANSACTED.contains(scheme) && !uri.matches(".*[?&]transacted=true(&.*)?")
        ? Optional.of("acknowledges on receipt: add transacted=true, or use the template jms-to-s3")
        : Optional.empty();
  }

  /** What stands before the colon, or alone where all else is given beside the URI. */
  private static String scheme(String uri) {
    return uri.split("[:?]", 2)[0];
  }

  private Optional<String> missing(String uri) {
    int colon = uri.indexOf(':');
    if (colon < 1 || isThere(uri.substring(0, colon))) {
      return Optional.empty();
    }
    String scheme = uri.substring(0, colon);
    return Optional.of(
        ("needs Camel's component '%s', which is not here: put camel-%s-%s.jar and the jars that it"
                + " needs into lib/ext, or correct the URI")
            .formatted(scheme, JARS.getOrDefault(scheme, scheme), context.getVersion()));
  }

  private boolean isThere(String scheme) {
    return context.getRegistry().lookupByName(scheme) != null
        || context.getClassResolver().loadResourceAsURL(COMPONENTS + scheme) != null;
  }

  private Optional<String> unresolved(String uri) {
    try {
      context.getEndpoint(uri);
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(why(uri, String.valueOf(Failures.rootOf(e).getMessage())));
    }
  }

  /** Camel lists what a component does not know with its values, which may be misspelt secrets. */
  private static String why(String uri, String message) {
    int unknown = message.indexOf(UNKNOWN);
    if (unknown >= 0) {
      String listed = message.substring(unknown + UNKNOWN.length());
      return "has options that its component does not know, correct them: "
          + options(uri).stream().filter(option -> listed.contains(option + "=")).toList();
    }
    int due = message.indexOf(DUE);
    String reason = due < 0 ? message : message.substring(due + DUE.length());
    return "can't be made, correct it: " + URISupport.sanitizeUri(reason);
  }

  private static Set<String> options(String uri) {
    try {
      int query = uri.indexOf('?');
      return query < 0
          ? Set.of()
          : new TreeSet<>(URISupport.parseQuery(uri.substring(query + 1), true).keySet());
    } catch (URISyntaxException e) {
      return Set.of();
    }
  }
}
