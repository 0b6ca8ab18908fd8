package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.saddlebag.s3.StoreUnderTest.bytes;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.saddlebag.local.wire.RecordedRequest;

/**
 * Server-side encryption on the wire, header for header, for every kind and every request that may
 * carry it. Source: Amazon S3 API Reference, "PutObject", "CreateMultipartUpload", "UploadPart",
 * "CompleteMultipartUpload", "GetObject", "HeadObject", "CopyObject", "UploadPartCopy".
 */
class SseWireTest {

  private static final int PART = StoreUnderTest.PART;
  private static final CustomerKey KEY = EncryptionContract.KEY;
  private static final String KEY_ID = "11111111-aaaa-4bbb-8ccc-222222222222";
  private static final Set<String> BEGINNING =
      Set.of("PutObject", "CreateMultipartUpload", "CopyObject");
  private static final Set<String> COPYING = Set.of("CopyObject", "UploadPartCopy");
  private static final Set<String> ALL =
      Set.of(
          "PutObject",
          "CreateMultipartUpload",
          "UploadPart",
          "CompleteMultipartUpload",
          "GetObject",
          "HeadObject",
          "CopyObject",
          "UploadPartCopy");

  @TempDir private Path folder;

  /**
   * A kind and its headers.
   *
   * @param sse what is asked for
   * @param beginning goes along where an object begins: put, creation, copy
   * @param every goes along with every request about the object
   * @param source goes along where the object is copied from
   */
  record Row(
      ServerSideEncryption sse,
      Map<String, String> beginning,
      Map<String, String> every,
      Map<String, String> source) {

    static Row of(ServerSideEncryption sse, Map<String, String> beginning) {
      return new Row(sse, beginning, Map.of(), Map.of());
    }

    CustomerKey customerKey() {
      return sse instanceof ServerSideEncryption.SseC c ? c.key() : null;
    }

    Map<String, String> expected(String operation) {
      if (!ALL.contains(operation)) {
        return Map.of();
      }
      Map<String, String> expected = new TreeMap<>(every);
      if (BEGINNING.contains(operation)) {
        expected.putAll(beginning);
      }
      if (COPYING.contains(operation)) {
        expected.putAll(source);
      }
      return expected;
    }
  }

  static Stream<Row> rows() {
    String sse = "x-amz-server-side-encryption";
    Map<String, String> context = Map.of("b", "2", "a", "\u00fc");
    String json = "{\"a\":\"\u00fc\",\"b\":\"2\"}";
    String base64 = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    Map<String, String> kms = Map.of(sse, "aws:kms", sse + "-aws-kms-key-id", KEY_ID);
    return Stream.of(
        Row.of(new ServerSideEncryption.BucketDefault(), Map.of()),
        Row.of(new ServerSideEncryption.SseS3(), Map.of(sse, "AES256")),
        Row.of(
            new ServerSideEncryption.SseKms(KEY_ID, context, true),
            with(kms, Map.of(sse + "-context", base64, sse + "-bucket-key-enabled", "true"))),
        Row.of(
            new ServerSideEncryption.SseKms(KEY_ID, Map.of(), false),
            with(kms, Map.of(sse + "-bucket-key-enabled", "false"))),
        Row.of(new ServerSideEncryption.SseKms(KEY_ID, Map.of(), null), kms),
        Row.of(
            new ServerSideEncryption.DsseKms(KEY_ID, context),
            with(kms, Map.of(sse, "aws:kms:dsse", sse + "-context", base64))),
        new Row(
            new ServerSideEncryption.SseC(KEY),
            Map.of(),
            customer(sse),
            customer("x-amz-copy-source-server-side-encryption")));
  }

  private static Map<String, String> with(Map<String, String> one, Map<String, String> more) {
    Map<String, String> both = new HashMap<>(one);
    both.putAll(more);
    return both;
  }

  private static Map<String, String> customer(String prefix) {
    return Map.of(
        prefix + "-customer-algorithm", "AES256",
        prefix + "-customer-key", KEY.base64(),
        prefix + "-customer-key-md5", KEY.md5Base64());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyRequestCarriesTheHeadersOfItsKindAndNoOthers(Row row) {
    try (LocalStores stores = LocalStores.start(folder);
        StoreUnderTest under = stores.under(StoreConnection.defaults())) {
      work(under, row);

      Set<String> seen = new HashSet<>();
      for (RecordedRequest request : stores.server().requests().all()) {
        String operation = request.call().operation();
        seen.add(operation);
        assertThat(encryption(request)).as(operation).isEqualTo(row.expected(operation));
      }
      assertThat(seen).containsAll(ALL);
    }
  }

  /** Each request of {@link #ALL}; the bytes must come back. */
  private static void work(StoreUnderTest under, Row row) {
    PutOptions options =
        new PutOptions(Map.of(), null, row.sse(), PutOptions.Overwrite.ALLOW, Map.of());
    CustomerKey key = row.customerKey();
    under.put("small", bytes(9), options);
    under.put("large", bytes(PART + 9), options);
    under.store().copy(under.at("small"), key, null, under.at("copy"), options);
    try (ObjectStore inParts =
        new AwsObjectStore(
            S3Clients.create(under.settings(), under.credentials()),
            under.settings(),
            KmsKeyLookup.NONE,
            new AwsCopies.Limits(PART, PART))) {
      inParts.copy(under.at("large"), key, null, under.at("long"), options);
    }
    under.store().head(under.at("long"), key);
    assertThat(under.get("copy", key)).isEqualTo(bytes(9));
    assertThat(under.get("long", key)).isEqualTo(bytes(PART + 9));
    assertThat(StoreUnderTest.read(under.store().getRange(under.at("small"), key, 3, 5, null)))
        .hasSize(3);
  }

  private static Map<String, String> encryption(RecordedRequest request) {
    Map<String, String> found = new TreeMap<>();
    for (String name : request.headers().names()) {
      if (name.contains("server-side-encryption")) {
        found.put(name, request.headers().get(name));
      }
    }
    return found;
  }
}
