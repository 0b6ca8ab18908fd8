package org.saddlebag.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

class LocalS3VersionsTest {

  private static final String BUCKET = "acme-archive";

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

  private void versioning(BucketVersioningStatus status) {
    client.putBucketVersioning(
        b -> b.bucket(BUCKET).versioningConfiguration(v -> v.status(status)));
  }

  private String put(String text) {
    return client
        .putObject(b -> b.bucket(BUCKET).key("k"), RequestBody.fromString(text))
        .versionId();
  }

  private String get(String versionId) {
    return client
        .getObjectAsBytes(b -> b.bucket(BUCKET).key("k").versionId(versionId))
        .asUtf8String();
  }

  @Test
  void aBucketHasNoVersionsUntilTheyAreSwitchedOn() {
    assertThat(client.getBucketVersioning(b -> b.bucket(BUCKET)).status()).isNull();
    assertThat(put("x")).isNull();
    versioning(BucketVersioningStatus.ENABLED);
    assertThat(client.getBucketVersioning(b -> b.bucket(BUCKET)).status())
        .isEqualTo(BucketVersioningStatus.ENABLED);
    assertThat(put("y")).hasSize(32);
    assertThat(get("null")).isEqualTo("x");
  }

  @Test
  void everyVersionCanBeReadAndRemoved() {
    versioning(BucketVersioningStatus.ENABLED);
    String first = put("first");
    String second = put("second");
    assertThat(get(first)).isEqualTo("first");
    assertThat(get(null)).isEqualTo("second");
    client.deleteObject(b -> b.bucket(BUCKET).key("k").versionId(second));
    assertThat(get(null)).isEqualTo("first");
    assertThatThrownBy(() -> get(second))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NoSuchVersion"));
  }

  @Test
  void aDeleteLeavesAMarkerThatCanBeTakenAway() {
    versioning(BucketVersioningStatus.ENABLED);
    put("first");
    DeleteObjectResponse deleted = client.deleteObject(b -> b.bucket(BUCKET).key("k"));
    assertThat(deleted.deleteMarker()).isTrue();
    assertThatThrownBy(() -> get(null)).isInstanceOf(NoSuchKeyException.class);
    assertThatThrownBy(() -> get(deleted.versionId()))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(405));
    assertThat(client.listObjectsV2(b -> b.bucket(BUCKET)).contents()).isEmpty();
    client.putObject(
        b -> b.bucket(BUCKET).key("other").ifNoneMatch("*"), RequestBody.fromString("x"));
    client.deleteObject(b -> b.bucket(BUCKET).key("k").versionId(deleted.versionId()));
    assertThat(get(null)).isEqualTo("first");
  }

  @Test
  void suspendedBucketsReplaceTheNullVersionAlone() {
    versioning(BucketVersioningStatus.ENABLED);
    String kept = put("kept");
    versioning(BucketVersioningStatus.SUSPENDED);
    put("a");
    put("b");
    assertThat(get(kept)).isEqualTo("kept");
    assertThat(get("null")).isEqualTo("b");
    assertThat(client.listObjectVersions(b -> b.bucket(BUCKET)).versions()).hasSize(2);
  }

  @Test
  void versionListingsPageAndSurviveARestart() {
    versioning(BucketVersioningStatus.ENABLED);
    List<String> ids = new ArrayList<>();
    for (String text : List.of("1", "2", "3", "4")) {
      ids.add(0, put(text));
    }
    client.deleteObject(b -> b.bucket(BUCKET).key("k"));
    client.close();
    s3.close();
    s3 = LocalS3.start(folder, LocalS3Options.defaults());
    client = LocalClouds.client(s3);
    assertThat(
            client.listObjectVersionsPaginator(b -> b.bucket(BUCKET).maxKeys(2)).versions().stream()
                .map(ObjectVersion::versionId))
        .isEqualTo(ids);
    assertThat(client.listObjectVersions(b -> b.bucket(BUCKET)).deleteMarkers())
        .singleElement()
        .extracting(DeleteMarkerEntry::isLatest)
        .isEqualTo(true);
  }
}
