package org.saddlebag.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.saddlebag.s3.StoreUnderTest.PART;
import static org.saddlebag.s3.StoreUnderTest.bytes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A put that fails leaves nothing behind. */
interface FailingPutContract {

  StoreUnderTest under();

  private void requireNothingLeft(String key) {
    assertThat(under().holds(key)).isFalse();
    assertThat(under().uploadsOf(key)).isZero();
  }

  private void put(String key, InputStream content, long length) {
    under()
        .store()
        .put(under().at(key), content, length, PutOptions.of(Map.of()), UploadListener.NONE);
  }

  private static InputStream breakingAfter(int good, InputStream trouble) {
    return new SequenceInputStream(new ByteArrayInputStream(bytes(good)), trouble);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, PART, 2 * PART + PART / 2})
  default void aSourceThatBreaksLeavesNoObjectAndNoUpload(int good) {
    String key = "broken/" + good;
    InputStream trouble =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the disk is gone");
          }
        };
    assertThatThrownBy(() -> put(key, breakingAfter(good, trouble), -1))
        .isInstanceOfSatisfying(
            FileUnavailable.class,
            e -> assertThat(e.code()).isEqualTo(StoreError.SOURCE_UNREADABLE))
        .hasMessageContaining("the disk is gone")
        .hasRootCauseInstanceOf(IOException.class);
    requireNothingLeft(key);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, PART + 10})
  default void aFailureOfOursPassesUnchanged(int good) {
    SaddlebagException ours = new Refused(StoreError.BAD_SETTINGS, "the source says no");
    InputStream trouble =
        new InputStream() {
          @Override
          public int read() {
            throw ours;
          }
        };
    String key = "ours/" + good;
    assertThatThrownBy(() -> put(key, breakingAfter(good, trouble), -1)).isSameAs(ours);
    requireNothingLeft(key);
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 11, PART - 1, PART + 1, 2 * PART - 1, 2 * PART + 1, 3 * PART})
  default void aSourceOfAnotherLengthThanAnnouncedFailsBeforeItBecomesVisible(int length) {
    int announced = length < PART / 2 ? 10 : length < PART + PART / 2 ? PART : 2 * PART;
    String key = "length/" + length;
    assertThatThrownBy(() -> put(key, new ByteArrayInputStream(bytes(length)), announced))
        .isInstanceOfSatisfying(
            FileUnavailable.class,
            e -> assertThat(e.code()).isEqualTo(StoreError.SOURCE_LENGTH_CHANGED))
        .hasMessageContaining("must give " + announced);
    requireNothingLeft(key);
  }

  @Test
  default void aListenerThatThrowsFailsTheUpload() {
    IllegalStateException full = new IllegalStateException("journal full");
    UploadListener listener =
        new UploadListener() {
          @Override
          public void partStored(int partNumber) {
            throw full;
          }
        };
    byte[] content = bytes(3 * PART);
    assertThatThrownBy(
            () ->
                under()
                    .store()
                    .put(
                        under().at("listener"),
                        new ByteArrayInputStream(content),
                        content.length,
                        PutOptions.of(Map.of()),
                        listener))
        .isSameAs(full);
    requireNothingLeft("listener");
  }

  @Test
  default void anInterruptedPutAbortsAndStaysInterrupted() {
    InputStream interrupting =
        new InputStream() {
          @Override
          public int read() {
            Thread.currentThread().interrupt();
            return 1;
          }
        };
    assertThatThrownBy(() -> put("interrupted", breakingAfter(2 * PART, interrupting), -1))
        .isInstanceOfSatisfying(
            SaddlebagException.class, e -> assertThat(e.code()).isEqualTo(StoreError.INTERRUPTED));
    assertThat(Thread.interrupted()).isTrue();
    requireNothingLeft("interrupted");
  }

  @Test
  default void unknownAndWrongCredentialsAreTold() {
    String known = under().credentials().resolveCredentials().accessKeyId();
    requireRefused(AwsBasicCredentials.create("AKIDNOBODYKNOWS00000", "secret"), "secret");
    requireRefused(AwsBasicCredentials.create(known, "wrong-secret"), "wrong-secret");
  }

  private void requireRefused(AwsBasicCredentials credentials, String secret) {
    try (ObjectStore store =
        AwsObjectStore.open(under().settings(), StaticCredentialsProvider.create(credentials))) {
      assertThatThrownBy(
              () ->
                  store.put(
                      under().at("credentials"),
                      new ByteArrayInputStream(bytes(1)),
                      1,
                      PutOptions.of(Map.of()),
                      UploadListener.NONE))
          .isInstanceOfSatisfying(
              Refused.class, e -> assertThat(e.code()).isEqualTo(StoreError.BAD_CREDENTIALS))
          .hasMessageNotContaining(secret.equals("secret") ? "SECRET" : secret);
      assertThatThrownBy(() -> store.requireBucket(under().bucket()))
          .isInstanceOfSatisfying(
              Refused.class, e -> assertThat(e.code()).isEqualTo(StoreError.BAD_CREDENTIALS));
    }
  }
}
