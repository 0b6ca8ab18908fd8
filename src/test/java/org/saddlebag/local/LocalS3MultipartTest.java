package org.saddlebag.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

class LocalS3MultipartTest {

  private static final String BUCKET = "acme-archive";
  private static final int PART = 5 * 1024 * 1024;

  @TempDir Path folder;
  private LocalS3 s3;
  private S3Client client;

  @BeforeEach
  void start() {
    s3 = LocalS3.start(folder, LocalS3Options.defaults());
    s3.ensureBucket(BUCKET);
    client = LocalClouds.client(s3);
  }

  @AfterEach
  void stop() {
    client.close();
    s3.close();
  }

  private String create(ChecksumAlgorithm algorithm, ChecksumType type) {
    return client
        .createMultipartUpload(
            b ->
                b.bucket(BUCKET)
                    .key("k")
                    .metadata(Map.of("n", "1"))
                    .checksumAlgorithm(algorithm)
                    .checksumType(type))
        .uploadId();
  }

  private CompletedPart part(String id, int number, ChecksumAlgorithm algorithm, byte[] bytes) {
    UploadPartResponse part =
        client.uploadPart(
            b ->
                b.bucket(BUCKET)
                    .key("k")
                    .uploadId(id)
                    .partNumber(number)
                    .checksumAlgorithm(algorithm),
            RequestBody.fromBytes(bytes));
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(part.eTag())
        .checksumCRC32(part.checksumCRC32())
        .checksumCRC32C(part.checksumCRC32C())
        .checksumSHA1(part.checksumSHA1())
        .checksumSHA256(part.checksumSHA256())
        .build();
  }

  private CompleteMultipartUploadResponse complete(String id, List<CompletedPart> parts) {
    return client.completeMultipartUpload(
        b -> b.bucket(BUCKET).key("k").uploadId(id).multipartUpload(m -> m.parts(parts)));
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static void refused(
      String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable c) {
    assertThatThrownBy(c)
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }

  @ParameterizedTest
  @EnumSource(
      value = ChecksumAlgorithm.class,
      names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
  void partsBecomeOneObjectWithACompositeChecksum(ChecksumAlgorithm algorithm) {
    byte[] first = LocalClouds.random(PART);
    byte[] second = LocalClouds.random(1000);
    String id = create(algorithm, null);
    List<CompletedPart> parts =
        List.of(part(id, 1, algorithm, first), part(id, 7, algorithm, second));
    CompleteMultipartUploadResponse done = complete(id, parts);
    assertThat(done.checksumType()).isEqualTo(ChecksumType.COMPOSITE);
    assertThat(done.eTag()).endsWith("-2\"");
    HeadObjectResponse head =
        client.headObject(b -> b.bucket(BUCKET).key("k").checksumMode(ChecksumMode.ENABLED));
    assertThat(head.checksumType()).isEqualTo(ChecksumType.COMPOSITE);
    assertThat(head.metadata()).containsEntry("n", "1");
    assertThat(client.getObjectAsBytes(b -> b.bucket(BUCKET).key("k")).asByteArray())
        .isEqualTo(joined(first, second));
  }

  @Test
  void aFullObjectCrcIsCombinedFromThePartsAndChecked() {
    byte[] first = LocalClouds.random(PART + 3);
    byte[] second = LocalClouds.random(PART);
    byte[] third = LocalClouds.random(1);
    CRC32C crc = new CRC32C();
    crc.update(joined(first, second, third));
    String expected =
        Base64.getEncoder()
            .encodeToString(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    ChecksumAlgorithm algorithm = ChecksumAlgorithm.CRC32_C;
    String id = create(algorithm, ChecksumType.FULL_OBJECT);
    List<CompletedPart> parts =
        List.of(
            part(id, 1, algorithm, first),
            part(id, 2, algorithm, second),
            part(id, 3, algorithm, third));
    refused(
        "BadDigest",
        () ->
            client.completeMultipartUpload(
                b ->
                    b.bucket(BUCKET)
                        .key("k")
                        .uploadId(id)
                        .checksumCRC32C("AAAAAA==")
                        .multipartUpload(m -> m.parts(parts))));
    refused(
        "InvalidRequest",
        () ->
            client.completeMultipartUpload(
                b ->
                    b.bucket(BUCKET)
                        .key("k")
                        .uploadId(id)
                        .mpuObjectSize(1L)
                        .multipartUpload(m -> m.parts(parts))));
    CompleteMultipartUploadResponse done =
        client.completeMultipartUpload(
            b ->
                b.bucket(BUCKET)
                    .key("k")
                    .uploadId(id)
                    .checksumCRC32C(expected)
                    .checksumType(ChecksumType.FULL_OBJECT)
                    .mpuObjectSize(2L * PART + 4)
                    .multipartUpload(m -> m.parts(parts)));
    assertThat(done.checksumCRC32C()).isEqualTo(expected);
    GetObjectResponse get =
        client
            .getObjectAsBytes(b -> b.bucket(BUCKET).key("k").checksumMode(ChecksumMode.ENABLED))
            .response();
    assertThat(get.checksumCRC32C()).isEqualTo(expected);
    assertThat(get.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
  }

  @Test
  void anUploadWithoutAnAlgorithmGetsAFullObjectCrc64Nvme() {
    try (S3Client plain =
        LocalClouds.builder(s3, s3.accessKey(), s3.secretKey())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .build()) {
      String id = plain.createMultipartUpload(b -> b.bucket(BUCKET).key("k")).uploadId();
      byte[] bytes = LocalClouds.random(PART + 9);
      List<CompletedPart> parts = new ArrayList<>();
      for (int number : List.of(1, 2)) {
        byte[] slice =
            number == 1
                ? java.util.Arrays.copyOf(bytes, PART)
                : java.util.Arrays.copyOfRange(bytes, PART, bytes.length);
        UploadPartResponse part =
            plain.uploadPart(
                b -> b.bucket(BUCKET).key("k").uploadId(id).partNumber(number),
                RequestBody.fromBytes(slice));
        parts.add(CompletedPart.builder().partNumber(number).eTag(part.eTag()).build());
      }
      String combined =
          plain
              .completeMultipartUpload(
                  b -> b.bucket(BUCKET).key("k").uploadId(id).multipartUpload(m -> m.parts(parts)))
              .checksumCRC64NVME();
      String whole =
          plain
              .putObject(b -> b.bucket(BUCKET).key("whole"), RequestBody.fromBytes(bytes))
              .checksumCRC64NVME();
      assertThat(combined).isNotNull().isEqualTo(whole);
    }
  }

  @Test
  void whereTheUploadNamesNoAlgorithmCompletionMustNotNameChecksums() {
    String id = create(null, null);
    CompletedPart part = part(id, 1, null, new byte[10]);
    assertThat(part.checksumCRC32()).isNotNull();
    refused("InvalidPart", () -> complete(id, List.of(part)));
    CompletedPart bare = part.copy(c -> c.checksumCRC32(null));
    assertThat(complete(id, List.of(bare)).checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
  }

  @Test
  void rulesOfPartsAreKept() {
    ChecksumAlgorithm crc = ChecksumAlgorithm.CRC32;
    String id = create(crc, null);
    CompletedPart small = part(id, 1, crc, LocalClouds.random(PART - 1));
    CompletedPart last = part(id, 2, crc, LocalClouds.random(10));
    refused("EntityTooSmall", () -> complete(id, List.of(small, last)));
    refused("InvalidPartOrder", () -> complete(id, List.of(last, small)));
    refused("InvalidPart", () -> complete(id, List.of(small.copy(c -> c.partNumber(3)))));
    refused("InvalidPart", () -> complete(id, List.of(small.copy(c -> c.eTag("\"x\"")))));
    refused(
        "InvalidPart", () -> complete(id, List.of(small.copy(c -> c.checksumCRC32("AAAAAA==")))));
    refused("InvalidRequest", () -> complete(id, List.of(small.copy(c -> c.checksumCRC32(null)))));
    refused("InvalidArgument", () -> part(id, 10_001, crc, new byte[1]));
    refused("InvalidRequest", () -> part(id, 3, ChecksumAlgorithm.SHA256, new byte[1]));
    refused("InvalidRequest", () -> create(ChecksumAlgorithm.SHA256, ChecksumType.FULL_OBJECT));
  }

  @Test
  void anAbortedUploadIsUnknownAndItsPartsAreGone() {
    String id = create(ChecksumAlgorithm.CRC32, null);
    CompletedPart part = part(id, 1, ChecksumAlgorithm.CRC32, LocalClouds.random(10));
    assertThat(client.listMultipartUploads(b -> b.bucket(BUCKET)).uploads())
        .singleElement()
        .satisfies(u -> assertThat(u.uploadId()).isEqualTo(id));
    assertThat(client.listParts(b -> b.bucket(BUCKET).key("k").uploadId(id)).parts())
        .singleElement()
        .satisfies(p -> assertThat(p.size()).isEqualTo(10));
    client.abortMultipartUpload(b -> b.bucket(BUCKET).key("k").uploadId(id));
    assertThatThrownBy(() -> complete(id, List.of(part))).isInstanceOf(NoSuchUploadException.class);
    assertThat(client.listMultipartUploads(b -> b.bucket(BUCKET)).uploads()).isEmpty();
    assertThat(folder.resolve("buckets/" + BUCKET + "/data")).isEmptyDirectory();
  }

  @Test
  void completionUnderAConditionDoesNotOverwriteAndKeepsTheUpload() {
    String id = create(ChecksumAlgorithm.CRC32, null);
    CompletedPart part = part(id, 1, ChecksumAlgorithm.CRC32, new byte[10]);
    client.putObject(b -> b.bucket(BUCKET).key("k"), RequestBody.fromString("there"));
    refused(
        "PreconditionFailed",
        () ->
            client.completeMultipartUpload(
                b ->
                    b.bucket(BUCKET)
                        .key("k")
                        .uploadId(id)
                        .ifNoneMatch("*")
                        .multipartUpload(m -> m.parts(part))));
    assertThat(client.getObjectAsBytes(b -> b.bucket(BUCKET).key("k")).asUtf8String())
        .isEqualTo("there");
    complete(id, List.of(part));
    assertThat(client.headObject(b -> b.bucket(BUCKET).key("k")).contentLength()).isEqualTo(10);
  }

  @Test
  void completingOnceMoreSucceedsWhileTheObjectIsStillThatOne() {
    String id = create(ChecksumAlgorithm.CRC32, null);
    CompletedPart part = part(id, 1, ChecksumAlgorithm.CRC32, new byte[10]);
    String etag = complete(id, List.of(part)).eTag();
    assertThat(complete(id, List.of(part)).eTag()).isEqualTo(etag);
    client.putObject(b -> b.bucket(BUCKET).key("k"), RequestBody.fromString("other"));
    assertThatThrownBy(() -> complete(id, List.of(part))).isInstanceOf(NoSuchUploadException.class);
  }

  @Test
  void anUploadInProgressAndItsObjectSurviveRestarts() {
    byte[] first = LocalClouds.random(PART);
    String id = create(ChecksumAlgorithm.CRC32, null);
    CompletedPart one = part(id, 1, ChecksumAlgorithm.CRC32, first);
    part(id, 2, ChecksumAlgorithm.CRC32, new byte[9]);
    CompletedPart two = part(id, 2, ChecksumAlgorithm.CRC32, new byte[10]);
    restart();
    complete(id, List.of(one, two));
    restart();
    assertThat(client.getObjectAsBytes(b -> b.bucket(BUCKET).key("k")).asByteArray())
        .isEqualTo(joined(first, new byte[10]));
    assertThat(folder.resolve("buckets/" + BUCKET + "/uploads")).isEmptyDirectory();
    assertThat(folder.resolve("buckets/" + BUCKET + "/data/" + id).toFile().list()).hasSize(2);
  }

  private void restart() {
    client.close();
    s3.close();
    s3 = LocalS3.start(folder, LocalS3Options.defaults());
    client = LocalClouds.client(s3);
  }

  @Test
  void rangesCrossPartsAndPartsCanBeReadByNumber() {
    byte[] first = LocalClouds.random(PART);
    byte[] second = LocalClouds.random(100);
    ChecksumAlgorithm crc = ChecksumAlgorithm.CRC32;
    String id = create(crc, null);
    complete(id, List.of(part(id, 1, crc, first), part(id, 2, crc, second)));
    byte[] across =
        client
            .getObjectAsBytes(
                b -> b.bucket(BUCKET).key("k").range("bytes=" + (PART - 2) + "-" + (PART + 1)))
            .asByteArray();
    assertThat(across).containsExactly(first[PART - 2], first[PART - 1], second[0], second[1]);
    GetObjectResponse part =
        client.getObjectAsBytes(b -> b.bucket(BUCKET).key("k").partNumber(2)).response();
    assertThat(part.partsCount()).isEqualTo(2);
    assertThat(part.contentLength()).isEqualTo(100);
  }

  @Test
  void partsCanBeCopiedFromObjects() {
    byte[] bytes = LocalClouds.random(PART + 20);
    client.putObject(b -> b.bucket(BUCKET).key("source"), RequestBody.fromBytes(bytes));
    String id = create(ChecksumAlgorithm.CRC32, ChecksumType.FULL_OBJECT);
    List<CompletedPart> parts = new ArrayList<>();
    for (String range : List.of("bytes=0-" + (PART - 1), "bytes=" + PART + "-" + (PART + 19))) {
      int number = parts.size() + 1;
      String etag =
          client
              .uploadPartCopy(
                  b ->
                      b.sourceBucket(BUCKET)
                          .sourceKey("source")
                          .copySourceRange(range)
                          .destinationBucket(BUCKET)
                          .destinationKey("k")
                          .uploadId(id)
                          .partNumber(number))
              .copyPartResult()
              .eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
    }
    complete(id, parts);
    assertThat(client.getObjectAsBytes(b -> b.bucket(BUCKET).key("k")).asByteArray())
        .isEqualTo(bytes);
  }
}
