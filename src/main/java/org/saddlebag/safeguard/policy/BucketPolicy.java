package org.saddlebag.safeguard.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.saddlebag.errors.Refused;

/** What a bucket refuses whoever asks, and perhaps whom it lets in. */
final class BucketPolicy {

  /** All that touches data. What administers the bucket stays open, see {@link #network}. */
  private static final List<String> DATA =
      List.of(
          "s3:GetObject*",
          "s3:PutObject*",
          "s3:DeleteObject*",
          "s3:ListBucket*",
          "s3:AbortMultipartUpload",
          "s3:ListMultipartUploadParts");

  /** AWS's own services that act for the bucket's owner, as replication or logs do. */
  private static final String AS_SERVICE = "aws:PrincipalIsAWSService";

  private final Ground ground;

  BucketPolicy(Ground ground) {
    this.ground = ground;
  }

  List<Statement> statements() {
    return Stream.of(transport(), new PutRules(ground).statements(), network(), grants())
        .flatMap(List::stream)
        .toList();
  }

  /** A key that is not there is a way in: RADOS Gateway knows SecureTransport over TLS only. */
  private List<Statement> transport() {
    boolean aws = ground.facts().aws();
    List<Statement> all = new ArrayList<>();
    all.add(
        Statement.deny("DenyPlainHttp", List.of("s3:*"), ground.everything())
            .when(aws ? "Bool" : "BoolIfExists", "aws:SecureTransport", "false")
            .because(
                Source.S3_TRANSIT,
                "Stops every request without TLS, which anybody on the way could read and change."));
    if (aws) {
      all.add(
          Statement.deny("DenyOldTls", List.of("s3:*"), ground.everything())
              .when("NumericLessThan", "s3:TlsVersion", minTls())
              .because(Source.S3_TLS_VERSION, "Stops TLS older than " + minTls() + "."));
    } else if (ground.choices().has(Choice.MIN_TLS)) {
      throw notHere(Choice.MIN_TLS, "TLS versions: set the oldest at the server itself");
    }
    return all;
  }

  private String minTls() {
    return ground
        .choices()
        .one(Choice.MIN_TLS)
        .map(text -> Values.oneOf(Choice.MIN_TLS, text, List.of("1.2", "1.3")))
        .orElse(ground.facts().minTls());
  }

  private List<Statement> network() {
    List<Statement> all = new ArrayList<>();
    List<String> addresses = ground.values().addresses(ground.choices().all(Choice.SOURCE_IP));
    List<String> endpoints =
        ground.values().vpcEndpoints(ground.choices().all(Choice.VPC_ENDPOINT));
    if (!endpoints.isEmpty() && !ground.facts().aws()) {
      throw notHere(Choice.VPC_ENDPOINT, "VPC endpoints");
    }
    if (!addresses.isEmpty() || !endpoints.isEmpty()) {
      all.add(otherNetworks(addresses, endpoints));
    }
    ground
        .choices()
        .one(Choice.ORGANIZATION)
        .ifPresent(organization -> all.add(otherOrganizations(organization)));
    return all;
  }

  /**
   * Conditions of one statement hold together: only what comes neither from the addresses nor
   * through the endpoints is stopped. Missing keys count as elsewhere, in every store.
   */
  private Statement otherNetworks(List<String> addresses, List<String> endpoints) {
    Statement deny = Statement.deny("DenyOtherNetworks", DATA, ground.everything());
    if (!addresses.isEmpty()) {
      deny = deny.when("NotIpAddressIfExists", "aws:SourceIp", addresses);
    }
    if (!endpoints.isEmpty()) {
      deny = deny.when("StringNotEqualsIfExists", "aws:SourceVpce", endpoints);
    }
    if (ground.facts().aws()) {
      deny =
          deny.when("BoolIfExists", AS_SERVICE, "false")
              .when("BoolIfExists", "aws:ViaAWSService", "false");
    }
    return deny.because(
        endpoints.isEmpty() ? Source.GLOBAL_CONDITION_KEYS : Source.S3_VPC_ENDPOINTS,
        "Stops all reading, writing and listing from elsewhere than %s. The bucket's settings stay"
                .formatted(places(addresses, endpoints))
            + " open to its administrators, or a wrong value would lock out everybody.");
  }

  private static String places(List<String> addresses, List<String> endpoints) {
    return String.join(", ", Stream.concat(addresses.stream(), endpoints.stream()).toList());
  }

  private Statement otherOrganizations(String organization) {
    if (!ground.facts().aws()) {
      throw notHere(Choice.ORGANIZATION, "organisations");
    }
    return Statement.deny("DenyOtherOrganizations", DATA, ground.everything())
        .when("StringNotEqualsIfExists", "aws:PrincipalOrgID", Values.organization(organization))
        .when("BoolIfExists", AS_SERVICE, "false")
        .because(
            Source.GLOBAL_CONDITION_KEYS,
            "Stops principals of accounts outside the organisation, whatever else allows them.");
  }

  private List<Statement> grants() {
    List<Statement> all = new ArrayList<>();
    List<String> writers =
        ground.values().principals(Choice.WRITER_ARN, ground.choices().all(Choice.WRITER_ARN));
    List<String> readers =
        ground.values().principals(Choice.READER_ARN, ground.choices().all(Choice.READER_ARN));
    if (!writers.isEmpty()) {
      new WriterPolicy(ground)
          .s3()
          .forEach(granted -> all.add(granted.of(writers).named("Writers" + granted.sid())));
      all.addAll(ownersReadNothing(writers));
    }
    if (!readers.isEmpty()) {
      new ReaderPolicy(ground)
          .s3()
          .forEach(granted -> all.add(granted.of(readers).named("Readers" + granted.sid())));
    }
    return all;
  }

  /** At AWS the bucket's owner owns what others put; in RADOS Gateway its sender does. */
  private List<Statement> ownersReadNothing(List<String> writers) {
    if (ground.facts().aws()) {
      return List.of();
    }
    List<String> objects = ground.objects(ground.facts().prefix());
    List<Statement> all = new ArrayList<>();
    all.add(
        Statement.deny("WritersOpenNothing", List.of("s3:PutObjectAcl"), objects)
            .of(writers)
            .because(
                Source.CEPH_OWNERSHIP, "Keeps senders from opening what they sent to others."));
    if (ground.facts().sending().writeOnly()) {
      all.add(
          Statement.deny("WritersReadNothing", List.of("s3:GetObject*"), objects)
              .of(writers)
              .because(
                  Source.CEPH_OWNERSHIP, "Keeps senders from reading what they sent themselves."));
    }
    return all;
  }

  private Refused notHere(Choice choice, String what) {
    return Ground.unfit(
        "%s: the policies of a store of the profile %s know no %s"
            .formatted(
                choice.option(), ground.facts().profile().name().toLowerCase(Locale.ROOT), what));
  }
}
