package org.saddlebag.safeguard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javax.net.ssl.TrustManager;
import org.saddlebag.testing.RgwClients;
import org.saddlebag.testing.RgwServer;
import org.saddlebag.testing.RgwServer.User;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/** A bucket on a RADOS Gateway, and everything that somebody may try with it, by name. */
final class CephAttempts implements AutoCloseable {

  /** Where the flow's keys begin. */
  static final String PREFIX = "in/";

  /** An address of this machine that is not the one it speaks from. */
  private static final String OTHER_ADDRESS = "127.0.0.2";

  private static final RequestBody BODY = RequestBody.fromString("content");

  private static final Tagging TAGS =
      Tagging.builder().tagSet(Tag.builder().key("a").value("b").build()).build();

  private final RgwServer rgw = RgwServer.running();
  private final String bucket = "policy-" + UUID.randomUUID();
  private final TrustManager[] trust = RgwClients.trustManagers(rgw);
  private final S3Client owner = RgwClients.overTls(rgw, User.OWNER);
  private final Map<String, Runnable> attempts = new LinkedHashMap<>();

  /** An upload in parts that somebody may abort. */
  private String begun;

  /**
   * A new bucket with an object of the sender's and one elsewhere.
   *
   * @param sse what a put asks for where it does as the flow does
   */
  CephAttempts(Consumer<PutObjectRequest.Builder> sse) {
    owner.createBucket(create -> create.bucket(bucket));
    puts(sse);
    reads(sse);
  }

  RgwServer rgw() {
    return rgw;
  }

  String bucket() {
    return bucket;
  }

  private void puts(Consumer<PutObjectRequest.Builder> sse) {
    attempts.put("writer puts", () -> put(User.WRITER, "new", sse));
    attempts.put("writer puts without asking for encryption", () -> put(User.WRITER, "b", b -> {}));
    attempts.put(
        "writer puts under S3's key",
        () -> put(User.WRITER, "c", b -> b.serverSideEncryption("AES256")));
    attempts.put(
        "writer puts under S3's key and names the KMS key",
        () ->
            put(
                User.WRITER,
                "d",
                b -> b.serverSideEncryption("AES256").ssekmsKeyId(rgw.kmsKeyId())));
    attempts.put(
        "writer puts under another KMS key",
        () ->
            put(
                User.WRITER,
                "e",
                b -> b.serverSideEncryption("aws:kms").ssekmsKeyId(rgw.otherKmsKeyId())));
    attempts.put(
        "writer puts without TLS",
        () -> with(User.WRITER, false, null, s3 -> s3.putObject(request("f", sse), BODY)));
    attempts.put(
        "writer puts from elsewhere",
        () -> with(User.WRITER, true, OTHER_ADDRESS, s3 -> s3.putObject(request("g", sse), BODY)));
    attempts.put(
        "writer puts where the flow does not",
        () ->
            tls(
                User.WRITER,
                s3 -> s3.putObject(request("h", sse).toBuilder().key("out/h").build(), BODY)));
    attempts.put("writer puts in parts", () -> tls(User.WRITER, s3 -> parts(s3, sse)));
    attempts.put("writer aborts", () -> tls(User.WRITER, this::abort));
    attempts.put("reader puts", () -> put(User.READER, "i", sse));
    attempts.put("somebody puts", () -> put(User.OTHER, "j", sse));
  }

  private void reads(Consumer<PutObjectRequest.Builder> sse) {
    String own = PREFIX + "own";
    attempts.put("writer gets its own", () -> tls(User.WRITER, s3 -> get(s3, own)));
    attempts.put("writer gets another's", () -> tls(User.WRITER, s3 -> get(s3, PREFIX + "other")));
    attempts.put(
        "writer looks at its own",
        () -> tls(User.WRITER, s3 -> s3.headObject(head -> head.bucket(bucket).key(own))));
    attempts.put("writer lists", () -> tls(User.WRITER, s3 -> list(s3, PREFIX)));
    attempts.put(
        "writer lists uploads",
        () -> tls(User.WRITER, s3 -> s3.listMultipartUploads(list -> list.bucket(bucket))));
    attempts.put(
        "writer deletes",
        () -> tls(User.WRITER, s3 -> s3.deleteObject(d -> d.bucket(bucket).key(own))));
    attempts.put("reader gets", () -> tls(User.READER, s3 -> get(s3, own)));
    attempts.put("reader gets elsewhere", () -> tls(User.READER, s3 -> get(s3, "out/other")));
    attempts.put(
        "reader gets without TLS", () -> with(User.READER, false, null, s3 -> get(s3, own)));
    attempts.put(
        "reader gets from elsewhere",
        () -> with(User.READER, true, OTHER_ADDRESS, s3 -> get(s3, own)));
    attempts.put("reader lists", () -> tls(User.READER, s3 -> list(s3, PREFIX)));
    attempts.put("reader lists elsewhere", () -> tls(User.READER, s3 -> list(s3, "")));
    attempts.put(
        "reader deletes",
        () -> tls(User.READER, s3 -> s3.deleteObject(d -> d.bucket(bucket).key(own))));
    attempts.put(
        "reader puts where moved objects go",
        () -> tls(User.READER, s3 -> s3.putObject(p -> p.bucket(bucket).key("done/n"), BODY)));
    attempts.put(
        "reader reads tags",
        () -> tls(User.READER, s3 -> s3.getObjectTagging(g -> g.bucket(bucket).key(own))));
    attempts.put(
        "reader tags",
        () ->
            tls(
                User.READER,
                s3 -> s3.putObjectTagging(p -> p.bucket(bucket).key(own).tagging(TAGS))));
    attempts.put("somebody gets", () -> tls(User.OTHER, s3 -> get(s3, own)));
    attempts.put("somebody lists", () -> tls(User.OTHER, s3 -> list(s3, PREFIX)));
    attempts.put("owner puts", () -> put(User.OWNER, "m", sse));
    attempts.put(
        "owner puts from elsewhere",
        () -> with(User.OWNER, true, OTHER_ADDRESS, s3 -> s3.putObject(request("l", sse), BODY)));
    attempts.put(
        "owner puts without TLS",
        () -> with(User.OWNER, false, null, s3 -> s3.putObject(request("k", sse), BODY)));
    attempts.put(
        "writer opens its own to all",
        () ->
            tls(
                User.WRITER,
                s3 -> s3.putObjectAcl(put -> put.bucket(bucket).key(own).acl("public-read"))));
  }

  /** Everything but these is to be refused. */
  void assertPassing(List<String> passing) {
    assertThat(attempts.keySet()).containsAll(passing);
    for (String name : attempts.keySet()) {
      assertThat(passes(name)).as(name).isEqualTo(passing.contains(name));
    }
  }

  /** Whether the store lets an attempt through; anything but a plain refusal is a fault. */
  boolean passes(String name) {
    try {
      attempts.get(name).run();
      return true;
    } catch (S3Exception e) {
      assertThat(e.statusCode()).as(name + ": " + e.getMessage()).isEqualTo(403);
      return false;
    }
  }

  /** Applies a policy, and puts back what earlier attempts may have changed. */
  void apply(List<Statement> statements) {
    owner.deleteBucketPolicy(delete -> delete.bucket(bucket));
    put(PREFIX + "other");
    put("out/other");
    begun = owner.createMultipartUpload(c -> c.bucket(bucket).key(PREFIX + "aborted")).uploadId();
    String grant =
        new PolicyDocument(
                PolicyKind.BUCKET,
                List.of(
                    Statement.allow(
                            "Prepare",
                            List.of("s3:PutObject"),
                            List.of("arn:aws:s3:::" + bucket + "/*"))
                        .of(List.of(rgw.arn(User.WRITER)))),
                List.of())
            .json();
    owner.putBucketPolicy(put -> put.bucket(bucket).policy(grant));
    tls(User.WRITER, s3 -> s3.putObject(p -> p.bucket(bucket).key(PREFIX + "own"), BODY));
    String policy = new PolicyDocument(PolicyKind.BUCKET, statements, List.of()).json();
    owner.putBucketPolicy(put -> put.bucket(bucket).policy(policy));
  }

  private void put(String key) {
    owner.putObject(put -> put.bucket(bucket).key(key), BODY);
  }

  private PutObjectRequest request(String name, Consumer<PutObjectRequest.Builder> sse) {
    PutObjectRequest.Builder put = PutObjectRequest.builder().bucket(bucket).key(PREFIX + name);
    sse.accept(put);
    return put.build();
  }

  private void put(User user, String name, Consumer<PutObjectRequest.Builder> sse) {
    tls(user, s3 -> s3.putObject(request(name, sse), BODY));
  }

  private void parts(S3Client s3, Consumer<PutObjectRequest.Builder> sse) {
    PutObjectRequest as = request("parts", sse);
    String upload =
        s3.createMultipartUpload(
                create ->
                    create
                        .bucket(bucket)
                        .key(as.key())
                        .serverSideEncryption(as.serverSideEncryptionAsString())
                        .ssekmsKeyId(as.ssekmsKeyId()))
            .uploadId();
    String tag =
        s3.uploadPart(
                part -> part.bucket(bucket).key(as.key()).uploadId(upload).partNumber(1), BODY)
            .eTag();
    s3.completeMultipartUpload(
        complete ->
            complete
                .bucket(bucket)
                .key(as.key())
                .uploadId(upload)
                .multipartUpload(
                    all -> all.parts(CompletedPart.builder().partNumber(1).eTag(tag).build())));
  }

  private void abort(S3Client s3) {
    s3.abortMultipartUpload(a -> a.bucket(bucket).key(PREFIX + "aborted").uploadId(begun));
  }

  private void get(S3Client s3, String key) {
    s3.getObjectAsBytes(get -> get.bucket(bucket).key(key));
  }

  private void list(S3Client s3, String prefix) {
    s3.listObjectsV2(list -> list.bucket(bucket).prefix(prefix));
  }

  private void tls(User user, Consumer<S3Client> act) {
    with(user, true, null, act);
  }

  /** A connection of its own for each: a refused put leaves one that can't be used again. */
  private void with(User user, boolean tls, String address, Consumer<S3Client> act) {
    Apache5HttpClient.Builder http =
        Apache5HttpClient.builder().tlsTrustManagersProvider(() -> trust);
    if (address != null) {
      http.localAddress(literal(address));
    }
    try (S3Client s3 =
        RgwClients.builder(rgw, user)
            .endpointOverride(tls ? rgw.tlsEndpoint() : rgw.endpoint())
            .httpClientBuilder(http)
            .build()) {
      act.accept(s3);
    }
  }

  private static InetAddress literal(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new java.io.UncheckedIOException(new IOException(e));
    }
  }

  @Override
  public void close() {
    owner.deleteBucketPolicy(delete -> delete.bucket(bucket));
    owner
        .listMultipartUploads(list -> list.bucket(bucket))
        .uploads()
        .forEach(
            upload ->
                owner.abortMultipartUpload(
                    a -> a.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
    owner
        .listObjectsV2(list -> list.bucket(bucket))
        .contents()
        .forEach(object -> owner.deleteObject(d -> d.bucket(bucket).key(object.key())));
    owner.deleteBucket(delete -> delete.bucket(bucket));
    owner.close();
  }
}
