package org.saddlebag.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.saddlebag.camel.flow.DeclaredFlows;
import org.saddlebag.camel.flow.FlowDeclaration;
import org.saddlebag.camel.flow.RouteFiles;
import org.saddlebag.settings.ConfigFolder;
import org.saddlebag.settings.Settings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Dockerfile, compose file and manifests say what their README relies on. */
class ManifestsTest {

  private static final String USER = "10001";
  private static final Path COMPOSE = Path.of("docker", "compose");

  @TempDir private Path folder;

  private static List<Node> documents(Path file) throws IOException {
    List<Node> found = new ArrayList<>();
    new Load(LoadSettings.builder().build())
        .loadAllFromString(Files.readString(file))
        .forEach(document -> found.add(new Node(document)));
    return found;
  }

  private static Node kind(String kind) throws IOException {
    List<Node> found =
        documents(Path.of("docker", "kubernetes", "saddlebag.yaml")).stream()
            .filter(document -> document.text("kind").equals(kind))
            .toList();
    assertThat(found).as(kind).hasSize(1);
    return found.get(0);
  }

  private static Node pod() throws IOException {
    return kind("StatefulSet").at("spec", "template", "spec");
  }

  private static Node container() throws IOException {
    List<Node> containers = pod().list("containers");
    assertThat(containers).hasSize(1);
    return containers.get(0);
  }

  @Test
  void the_image_runs_without_rights_and_writes_to_one_place() throws IOException {
    DockerFile image = DockerFile.read();

    assertThat(image.one("FROM")).startsWith("eclipse-temurin:25-");
    assertThat(image.one("USER")).isEqualTo(USER);
    assertThat(image.all("RUN").get(0)).contains("useradd --system --uid " + USER);
    assertThat(image.words("VOLUME")).containsExactly("/state");
    assertThat(image.command())
        .containsExactly("/saddlebag/bin/saddlebag", "run", "--config", "/etc/saddlebag/config");
    assertThat(image.environment())
        .containsEntry("SADDLEBAG_JAVA_OPTS", "-Djava.io.tmpdir=/state -XX:-UsePerfData");
    assertThat(image.healthCheck()).containsExactly("/saddlebag/bin/health", "live");
    assertThat(image.all("COPY"))
        .anyMatch(copy -> copy.endsWith("docker/health /saddlebag/bin/health"));
    assertThat(Path.of("docker", "health")).isExecutable();
    assertThat(Files.readString(DockerFile.FILE)).contains("rm -r target/saddlebag/lib/try");
  }

  @Test
  void a_pod_has_no_rights_and_one_writable_volume() throws IOException {
    Node security = pod().at("securityContext");
    assertThat(security.at("runAsNonRoot").value()).isEqualTo(true);
    assertThat(security.text("runAsUser")).isEqualTo(USER);
    assertThat(security.text("fsGroup")).isEqualTo(USER);
    assertThat(security.at("seccompProfile").text("type")).isEqualTo("RuntimeDefault");
    assertThat(pod().at("automountServiceAccountToken").value()).isEqualTo(false);

    Node own = container().at("securityContext");
    assertThat(own.at("readOnlyRootFilesystem").value()).isEqualTo(true);
    assertThat(own.at("allowPrivilegeEscalation").value()).isEqualTo(false);
    assertThat(own.at("capabilities", "drop").value()).isEqualTo(List.of("ALL"));

    assertThat(
            container().list("volumeMounts").stream()
                .filter(mount -> !Boolean.TRUE.equals(mount.at("readOnly").value()))
                .map(mount -> mount.text("name") + " " + mount.text("mountPath")))
        .containsExactly("state /state");
    assertThat(kind("StatefulSet").at("spec").list("volumeClaimTemplates"))
        .singleElement()
        .satisfies(claim -> assertThat(claim.at("metadata").text("name")).isEqualTo("state"));
  }

  @Test
  void a_pod_starts_and_is_asked_as_the_image_is() throws IOException {
    DockerFile image = DockerFile.read();
    assertThat(container().at("args").value()).isEqualTo(image.words("CMD"));
    assertThat(container().at("command").value()).as("the image's entry point").isNull();
    assertThat(container().at("livenessProbe", "exec", "command").value())
        .isEqualTo(image.healthCheck());
    assertThat(container().at("startupProbe", "exec", "command").value())
        .isEqualTo(image.healthCheck());
    assertThat(container().at("readinessProbe", "exec", "command").value())
        .isEqualTo(List.of("/saddlebag/bin/health", "ready"));
    int grace = Integer.parseInt(pod().text("terminationGracePeriodSeconds"));
    assertThat(grace).as("longer than saddlebag.shutdown-timeout").isGreaterThan(30);
  }

  @Test
  void the_nodes_are_chosen_by_their_label_wherever_it_counts() throws IOException {
    Object label = kind("StatefulSet").at("spec", "template", "metadata", "labels").value();
    assertThat(kind("StatefulSet").at("spec", "selector", "matchLabels").value()).isEqualTo(label);
    assertThat(kind("StatefulSet").at("spec").text("serviceName"))
        .isEqualTo(kind("Service").at("metadata").text("name"));
    assertThat(kind("Service").at("spec", "selector").value()).isEqualTo(label);
    Node budget = kind("PodDisruptionBudget").at("spec");
    assertThat(budget.at("selector", "matchLabels").value()).isEqualTo(label);
    assertThat(budget.at("maxUnavailable").value()).isEqualTo(1);
    assertThat(Integer.parseInt(kind("StatefulSet").at("spec").text("replicas")))
        .as("else the budget keeps every node from ever being drained, or none")
        .isGreaterThan(1);
    Node network = kind("NetworkPolicy").at("spec");
    assertThat(network.at("podSelector", "matchLabels").value()).isEqualTo(label);
    assertThat(network.at("policyTypes").value()).isEqualTo(List.of("Ingress", "Egress"));
    assertThat(network.list("ingress")).isEmpty();
    assertThat(
            network.list("egress").stream()
                .flatMap(rule -> rule.list("ports").stream())
                .map(port -> port.text("port")))
        .containsExactlyInAnyOrder("53", "53", "443", "5671", "5432");
  }

  @Test
  void secrets_come_by_reference_alone() throws IOException {
    assertThat(
            pod().list("volumes").stream()
                .filter(volume -> volume.text("name").equals("secrets"))
                .map(volume -> volume.at("secret").text("secretName")))
        .containsExactly("saddlebag-secrets");
    assertThat(documents(Path.of("docker", "kubernetes", "saddlebag.yaml")))
        .noneMatch(document -> document.text("kind").equals("Secret"));
    assertThat(container().list("env"))
        .allSatisfy(variable -> assertThat(variable.at("value").value()).isNull());
  }

  @Test
  void the_settings_and_flows_of_the_manifest_are_right() throws IOException {
    Node data = kind("ConfigMap").at("data");
    requireRight(data.text("application.properties"), data.text("flows.yaml"), List.of("orders"));
    Set<String> volumes =
        pod().list("volumes").stream().map(each -> each.text("name")).collect(Collectors.toSet());
    assertThat(container().list("volumeMounts"))
        .allSatisfy(
            mount ->
                assertThat(mount.text("name"))
                    .satisfiesAnyOf(
                        name -> assertThat(volumes).contains(name),
                        name -> assertThat(name).isEqualTo("state")));
  }

  @Test
  void the_settings_and_flows_of_compose_are_right() throws IOException {
    requireRight(
        Files.readString(COMPOSE.resolve("config").resolve(ConfigFolder.FILE)),
        Files.readString(COMPOSE.resolve("routes").resolve("flows.yaml")),
        List.of("orders", "back"));
  }

  @Test
  void compose_opens_loopback_alone_and_takes_secrets_from_files() throws IOException {
    Node compose = documents(Path.of("docker", "compose.yaml")).get(0);
    Map<?, ?> services = (Map<?, ?>) compose.at("services").value();
    assertThat(services.keySet().toString()).contains("saddlebag", "broker", "database", "store");
    Set<String> secrets = new java.util.TreeSet<>();
    for (Object name : services.keySet()) {
      Node service = compose.at("services", (String) name);
      assertThat(service.texts("ports"))
          .as(name + "'s ports")
          .allMatch(port -> port.startsWith("127.0.0.1:"));
      secrets.addAll(service.texts("secrets"));
      assertThat(String.valueOf(service.at("environment").value()))
          .as(name + "'s environment")
          .doesNotContainPattern("PASSWORD=");
    }
    Map<?, ?> declared = (Map<?, ?>) compose.at("secrets").value();
    assertThat(declared.keySet().stream().map(String.class::cast))
        .containsExactlyInAnyOrderElementsOf(secrets);
    assertThat(secrets)
        .allSatisfy(
            secret ->
                assertThat(compose.at("secrets", secret).text("file")).startsWith("./secrets/"));
    Node saddlebag = compose.at("services", "saddlebag");
    assertThat(saddlebag.at("read_only").value()).isEqualTo(true);
    assertThat(saddlebag.texts("cap_drop")).containsExactly("ALL");
    assertThat(saddlebag.texts("security_opt")).containsExactly("no-new-privileges:true");
    assertThat(saddlebag.texts("volumes"))
        .filteredOn(each -> !each.endsWith(":ro"))
        .containsExactly("state:/state");
    Matcher files =
        Pattern.compile("/run/secrets/([a-z_]+)")
            .matcher(Files.readString(COMPOSE.resolve("config").resolve(ConfigFolder.FILE)));
    assertThat(files.results().map(found -> found.group(1)).collect(Collectors.toSet()))
        .isEqualTo(Set.copyOf(saddlebag.texts("secrets")));
  }

  /** Both as they are written: secrets and certificates need not be on this machine. */
  private void requireRight(String properties, String flows, List<String> names)
      throws IOException {
    Files.writeString(folder.resolve(ConfigFolder.FILE), properties);
    Settings settings =
        Settings.load(
            ConfigFolder.find(folder),
            Settings.Scope.DECLARED,
            new HashMap<>(Map.of("NODE_NAME", "saddlebag-0"))::get);
    assertThat(settings.node().state()).isEqualTo(Path.of("/state/node"));
    assertThat(settings.management()).as("the endpoint that health asks").isNotNull();
    assertThat(settings.management().port()).isEqualTo(9876);
    assertThat(settings.management().host()).isEqualTo("127.0.0.1");
    assertThat(settings.database()).isNotNull();

    Path file = Files.writeString(folder.resolve("flows.yaml"), flows);
    List<Path> files = new ArrayList<>(RouteFiles.in(Path.of("routes")));
    files.removeIf(route -> route.endsWith("flows.yaml"));
    files.add(file);
    RouteFiles routes = RouteFiles.read(files);
    assertThat(routes.flows().stream().map(FlowDeclaration::name)).isEqualTo(names);
    DeclaredFlows declared =
        new DeclaredFlows(routes, null, Set.of("archive"), Set.of(), Set.of("events"));
    names.forEach(declared::named);
  }

  /** A place in a document; what is not there is a node without a value. */
  private record Node(Object value) {

    Node at(String... path) {
      Object at = value;
      for (String name : path) {
        at = at instanceof Map<?, ?> map ? map.get(name) : null;
      }
      return new Node(at);
    }

    String text(String name) {
      return String.valueOf(at(name).value());
    }

    List<Node> list(String name) {
      return at(name).value() instanceof List<?> list
          ? list.stream().map(Node::new).collect(Collectors.toList())
          : List.of();
    }

    List<String> texts(String name) {
      return list(name).stream().map(each -> (String) each.value()).toList();
    }
  }
}
