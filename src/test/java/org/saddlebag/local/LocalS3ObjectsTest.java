package org.saddlebag.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;

class LocalS3ObjectsTest {

  private static final String BUCKET = "acme-archive";

  @TempDir Path folder;
  private LocalS3 s3;
  private S3Client client;

  @BeforeEach
  void start() {
    s3 = LocalS3.start(folder, LocalS3Options.defaults());
    client = LocalClouds.client(s3);
    client.createBucket(b -> b.bucket(BUCKET));
  }

  @AfterEach
  void stop() {
    client.close();
    s3.close();
  }

  private void put(String key, String text) {
    client.putObject(b -> b.bucket(BUCKET).key(key), RequestBody.fromString(text));
  }

  private String text(String key) {
    return client.getObjectAsBytes(b -> b.bucket(BUCKET).key(key)).asUtf8String();
  }

  @Test
  void anObjectComesBackWithItsHeadersAndMetadata() {
    client.putObject(
        b ->
            b.bucket(BUCKET)
                .key("a/b c+ü.txt")
                .contentType("text/plain")
                .cacheControl("no-store")
                .contentDisposition("attachment")
                .contentEncoding("gzip")
                .expires(Instant.parse("2030-01-01T00:00:00Z"))
                .storageClass("STANDARD_IA")
                .metadata(Map.of("Sample-Name", "a  b", "x-amz-key-v2", "AAAA")),
        RequestBody.fromString("hello"));
    HeadObjectResponse head = client.headObject(b -> b.bucket(BUCKET).key("a/b c+ü.txt"));
    assertThat(head.contentLength()).isEqualTo(5);
    assertThat(head.contentType()).isEqualTo("text/plain");
    assertThat(head.cacheControl()).isEqualTo("no-store");
    assertThat(head.contentDisposition()).isEqualTo("attachment");
    assertThat(head.contentEncoding()).isEqualTo("gzip");
    assertThat(head.expiresString()).isEqualTo("Tue, 01 Jan 2030 00:00:00 GMT");
    assertThat(head.storageClassAsString()).isEqualTo("STANDARD_IA");
    assertThat(head.metadata()).isEqualTo(Map.of("sample-name", "a  b", "x-amz-key-v2", "AAAA"));
    assertThat(text("a/b c+ü.txt")).isEqualTo("hello");
  }

  @Test
  void theEtagOfASimplePutIsItsMd5() throws Exception {
    PutObjectResponse put =
        client.putObject(b -> b.bucket(BUCKET).key("k"), RequestBody.fromString("hello"));
    byte[] md5 = MessageDigest.getInstance("MD5").digest("hello".getBytes(StandardCharsets.UTF_8));
    assertThat(put.eTag()).isEqualTo('"' + HexFormat.of().formatHex(md5) + '"');
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4096, 131_072, 131_073, 3_000_000})
  void bodiesOfAllSizesAndChunkingsComeBack(int size) {
    byte[] bytes = LocalClouds.random(size);
    client.putObject(b -> b.bucket(BUCKET).key("k"), RequestBody.fromBytes(bytes));
    assertThat(client.getObjectAsBytes(b -> b.bucket(BUCKET).key("k")).asByteArray())
        .isEqualTo(bytes);
    assertThat(s3.requests().of("PutObject").get(0).headers().get("x-amz-content-sha256"))
        .startsWith("STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
  }

  @ParameterizedTest
  @EnumSource(
      value = ChecksumAlgorithm.class,
      names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
  void aChecksumInATrailerIsCheckedStoredAndReturned(ChecksumAlgorithm algorithm) {
    PutObjectResponse put =
        client.putObject(
            b -> b.bucket(BUCKET).key("k").checksumAlgorithm(algorithm),
            RequestBody.fromString("hello"));
    HeadObjectResponse head =
        client.headObject(b -> b.bucket(BUCKET).key("k").checksumMode(ChecksumMode.ENABLED));
    assertThat(put.checksumTypeAsString()).isEqualTo("FULL_OBJECT");
    assertThat(
            List.of(
                head.getValueForField("ChecksumCRC32", String.class),
                head.getValueForField("ChecksumCRC32C", String.class),
                head.getValueForField("ChecksumSHA1", String.class),
                head.getValueForField("ChecksumSHA256", String.class)))
        .filteredOn(java.util.Optional::isPresent)
        .hasSize(1);
    assertThat(client.headObject(b -> b.bucket(BUCKET).key("k")).checksumType()).isNull();
  }

  @Test
  void anObjectWithoutAChecksumOfTheClientGetsCrc64Nvme() {
    try (S3Client plain =
        LocalClouds.builder(s3, s3.accessKey(), s3.secretKey())
            .requestChecksumCalculation(
                software.amazon.awssdk.core.checksums.RequestChecksumCalculation.WHEN_REQUIRED)
            .build()) {
      PutObjectResponse put =
          plain.putObject(b -> b.bucket(BUCKET).key("k"), RequestBody.fromString("123456789"));
      // The check value of CRC-64/NVME, ae8b14860a799888, in Base64.
      assertThat(put.checksumCRC64NVME()).isEqualTo("rosUhgp5mIg=");
    }
    assertThat(text("k")).isEqualTo("123456789");
  }

  @Test
  void aWrongChecksumOrMd5IsRefusedAndNothingAppears() {
    assertThatThrownBy(
            () ->
                client.putObject(
                    b -> b.bucket(BUCKET).key("k").checksumSHA256("A".repeat(43) + "="),
                    RequestBody.fromString("hello")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("BadDigest"));
    assertThatThrownBy(
            () ->
                client.putObject(
                    b -> b.bucket(BUCKET).key("k").contentMD5("AAAAAAAAAAAAAAAAAAAAAA=="),
                    RequestBody.fromString("hello")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("BadDigest"));
    assertThatThrownBy(() -> text("k")).isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  void rangesAreAnsweredWithTheirPlaceAndBadOnesRefused() {
    put("k", "0123456789");
    assertThat(range("bytes=2-4")).isEqualTo("234");
    assertThat(range("bytes=7-")).isEqualTo("789");
    assertThat(range("bytes=-2")).isEqualTo("89");
    assertThat(range("bytes=8-100")).isEqualTo("89");
    assertThat(range("bytes=4-2")).isEqualTo("0123456789");
    GetObjectResponse response =
        client.getObjectAsBytes(b -> b.bucket(BUCKET).key("k").range("bytes=2-4")).response();
    assertThat(response.contentRange()).isEqualTo("bytes 2-4/10");
    assertThat(response.sdkHttpResponse().statusCode()).isEqualTo(206);
    assertThatThrownBy(() -> range("bytes=10-"))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(416));
  }

  private String range(String range) {
    return client.getObjectAsBytes(b -> b.bucket(BUCKET).key("k").range(range)).asUtf8String();
  }

  @Test
  void conditionalReadsAnswer412And304() {
    put("k", "hello");
    String etag = client.headObject(b -> b.bucket(BUCKET).key("k")).eTag();
    assertThat(client.getObjectAsBytes(b -> b.bucket(BUCKET).key("k").ifMatch(etag)).asUtf8String())
        .isEqualTo("hello");
    assertThatThrownBy(
            () -> client.getObjectAsBytes(b -> b.bucket(BUCKET).key("k").ifMatch("\"x\"")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
    assertThatThrownBy(
            () -> client.getObjectAsBytes(b -> b.bucket(BUCKET).key("k").ifNoneMatch(etag)))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
  }

  @Test
  void conditionalWritesNeverOverwriteWhatTheyShouldNot() {
    client.putObject(
        b -> b.bucket(BUCKET).key("k").ifNoneMatch("*"), RequestBody.fromString("first"));
    assertThatThrownBy(
            () ->
                client.putObject(
                    b -> b.bucket(BUCKET).key("k").ifNoneMatch("*"),
                    RequestBody.fromString("second")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
    assertThat(text("k")).isEqualTo("first");
    String etag = client.headObject(b -> b.bucket(BUCKET).key("k")).eTag();
    client.putObject(b -> b.bucket(BUCKET).key("k").ifMatch(etag), RequestBody.fromString("third"));
    assertThatThrownBy(
            () ->
                client.putObject(
                    b -> b.bucket(BUCKET).key("k").ifMatch(etag), RequestBody.fromString("4th")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
    assertThatThrownBy(
            () ->
                client.putObject(
                    b -> b.bucket(BUCKET).key("no").ifMatch(etag), RequestBody.fromString("4th")))
        .isInstanceOf(NoSuchKeyException.class);
    assertThat(text("k")).isEqualTo("third");
  }

  @Test
  void metadataAboveTwoKilobytesIsRefused() {
    client.putObject(
        b -> b.bucket(BUCKET).key("k").metadata(Map.of("n", "x".repeat(2047))),
        RequestBody.empty());
    assertThatThrownBy(
            () ->
                client.putObject(
                    b -> b.bucket(BUCKET).key("k").metadata(Map.of("n", "x".repeat(2048))),
                    RequestBody.empty()))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("MetadataTooLarge"));
  }

  @Test
  void keysAboveAThousandAndTwentyFourBytesAreRefused() {
    put("x".repeat(1024), "fits");
    assertThatThrownBy(() -> put("ü".repeat(513), "too long"))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("KeyTooLongError"));
  }

  @Test
  void listingsPageThroughMoreThanAThousandKeysInOrder() {
    IntStream.range(0, 1203).forEach(i -> put("n/%05d".formatted(i), "x"));
    ListObjectsV2Response first = client.listObjectsV2(b -> b.bucket(BUCKET));
    assertThat(first.keyCount()).isEqualTo(1000);
    assertThat(first.isTruncated()).isTrue();
    List<String> keys =
        client.listObjectsV2Paginator(b -> b.bucket(BUCKET).maxKeys(500)).contents().stream()
            .map(S3Object::key)
            .toList();
    assertThat(keys).hasSize(1203).isSorted().doesNotHaveDuplicates();
    assertThat(client.listObjectsV2(b -> b.bucket(BUCKET).startAfter("n/01200")).contents())
        .extracting(S3Object::key)
        .containsExactly("n/01201", "n/01202");
  }

  @Test
  void delimitersRollKeysUpAcrossPages() {
    for (String key : List.of("a/1", "a/2", "b", "c/x/1", "c/y", "d e/ü")) {
      put(key, "x");
    }
    List<String> seen =
        client.listObjectsV2Paginator(b -> b.bucket(BUCKET).delimiter("/").maxKeys(1)).stream()
            .flatMap(
                page ->
                    java.util.stream.Stream.concat(
                        page.contents().stream().map(S3Object::key),
                        page.commonPrefixes().stream().map(CommonPrefix::prefix)))
            .toList();
    assertThat(seen).containsExactly("a/", "b", "c/", "d e/");
    assertThat(
            client
                .listObjectsV2(b -> b.bucket(BUCKET).prefix("c/").delimiter("/"))
                .commonPrefixes())
        .extracting(CommonPrefix::prefix)
        .containsExactly("c/x/");
  }

  @Test
  void theFirstVersionOfListingsGoesOnByMarker() {
    for (String key : List.of("a", "b", "c")) {
      put(key, "x");
    }
    assertThat(client.listObjects(b -> b.bucket(BUCKET).marker("a").maxKeys(1)).contents())
        .extracting(S3Object::key)
        .containsExactly("b");
    assertThat(client.listObjects(b -> b.bucket(BUCKET).maxKeys(2)).isTruncated()).isTrue();
  }

  @Test
  void deletedObjectsAreGone() {
    put("a", "x");
    put("b", "x");
    put("c", "x");
    client.deleteObject(b -> b.bucket(BUCKET).key("a"));
    client.deleteObject(b -> b.bucket(BUCKET).key("never was"));
    client.deleteObjects(
        b ->
            b.bucket(BUCKET)
                .delete(
                    d ->
                        d.objects(
                            ObjectIdentifier.builder().key("b").build(),
                            ObjectIdentifier.builder().key("no").build())));
    assertThat(client.listObjectsV2(b -> b.bucket(BUCKET)).contents())
        .extracting(S3Object::key)
        .containsExactly("c");
    assertThatThrownBy(() -> client.deleteBucket(b -> b.bucket(BUCKET)))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("BucketNotEmpty"));
    client.deleteObject(b -> b.bucket(BUCKET).key("c"));
    client.deleteBucket(b -> b.bucket(BUCKET));
    assertThat(client.listBuckets().buckets()).isEmpty();
    assertThat(folder.resolve("buckets")).isEmptyDirectory();
  }

  @Test
  void aCopyKeepsOrReplacesMetadata() {
    client.putObject(
        b -> b.bucket(BUCKET).key("a b").contentType("text/x").metadata(Map.of("n", "1")),
        RequestBody.fromString("hello"));
    String etag = client.headObject(b -> b.bucket(BUCKET).key("a b")).eTag();
    client.copyObject(
        b -> b.sourceBucket(BUCKET).sourceKey("a b").destinationBucket(BUCKET).destinationKey("c"));
    client.copyObject(
        b ->
            b.sourceBucket(BUCKET)
                .sourceKey("a b")
                .copySourceIfMatch(etag)
                .destinationBucket(BUCKET)
                .destinationKey("d")
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(Map.of("n", "2")));
    assertThat(client.headObject(b -> b.bucket(BUCKET).key("c")).metadata())
        .containsEntry("n", "1");
    assertThat(client.headObject(b -> b.bucket(BUCKET).key("c")).contentType()).isEqualTo("text/x");
    assertThat(client.headObject(b -> b.bucket(BUCKET).key("d")).metadata())
        .containsEntry("n", "2");
    assertThat(text("d")).isEqualTo("hello");
    assertThatThrownBy(
            () ->
                client.copyObject(
                    b ->
                        b.sourceBucket(BUCKET)
                            .sourceKey("a b")
                            .copySourceIfMatch("\"x\"")
                            .destinationBucket(BUCKET)
                            .destinationKey("e")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
    assertThatThrownBy(
            () ->
                client.copyObject(
                    b ->
                        b.sourceBucket(BUCKET)
                            .sourceKey("c")
                            .destinationBucket(BUCKET)
                            .destinationKey("c")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidRequest"));
  }

  @Test
  void tagsComeWithThePutOrAfterIt() {
    client.putObject(
        b -> b.bucket(BUCKET).key("k").tagging("a=1&b=x%20y"), RequestBody.fromString("hello"));
    assertThat(client.getObjectTagging(b -> b.bucket(BUCKET).key("k")).tagSet())
        .containsExactlyInAnyOrder(tag("a", "1"), tag("b", "x y"));
    client.putObjectTagging(b -> b.bucket(BUCKET).key("k").tagging(t -> t.tagSet(tag("c", "3"))));
    assertThat(client.getObjectTagging(b -> b.bucket(BUCKET).key("k")).tagSet())
        .containsExactly(tag("c", "3"));
    client.deleteObjectTagging(b -> b.bucket(BUCKET).key("k"));
    assertThat(client.getObjectTagging(b -> b.bucket(BUCKET).key("k")).tagSet()).isEmpty();
  }

  private static Tag tag(String name, String value) {
    return Tag.builder().key(name).value(value).build();
  }

  @Test
  void objectsSurviveARestart() {
    client.putObject(
        b -> b.bucket(BUCKET).key("k").metadata(Map.of("n", "1")), RequestBody.fromString("hello"));
    put("replaced", "old");
    put("replaced", "new");
    String secret = s3.secretKey();
    client.close();
    s3.close();
    s3 = LocalS3.start(folder, LocalS3Options.defaults());
    client = LocalClouds.client(s3);
    assertThat(s3.secretKey()).isEqualTo(secret);
    assertThat(text("k")).isEqualTo("hello");
    assertThat(text("replaced")).isEqualTo("new");
    assertThat(client.headObject(b -> b.bucket(BUCKET).key("k")).metadata())
        .containsEntry("n", "1");
    assertThat(folder.resolve("buckets/" + BUCKET + "/data").toFile().list()).hasSize(2);
  }

  @Test
  void missingThingsAreNamed() {
    assertThatThrownBy(() -> text("nothing")).isInstanceOf(NoSuchKeyException.class);
    assertThatThrownBy(() -> client.headBucket(b -> b.bucket("no-such-bucket")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(404));
    assertThatThrownBy(
            () -> client.putObject(b -> b.bucket("no-such-bucket").key("k"), RequestBody.empty()))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NoSuchBucket");
              assertThat(e.requestId()).hasSize(16);
            });
    assertThatThrownBy(() -> client.createBucket(b -> b.bucket(BUCKET)))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("BucketAlreadyOwnedByYou"));
    assertThatThrownBy(() -> client.getBucketWebsite(b -> b.bucket(BUCKET)))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(501));
  }
}
