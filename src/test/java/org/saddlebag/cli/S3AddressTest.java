package org.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.ObjectAddress;

class S3AddressTest {

  @Test
  void theKeyIsTakenAsItIs() {
    assertThat(S3Address.parse("s3://b-1/a%20b/\u00fc?x#y").key()).isEqualTo("a%20b/\u00fc?x#y");
  }

  @Test
  void aBucketAloneOrASlashAtTheEndMeansAPrefix() {
    assertThat(S3Address.parse("s3://b").isPrefix()).isTrue();
    assertThat(S3Address.parse("s3://b/").isPrefix()).isTrue();
    assertThat(S3Address.parse("s3://b/x/").isPrefix()).isTrue();
    assertThat(S3Address.parse("s3://b/x").isPrefix()).isFalse();
  }

  @Test
  void anObjectMayHaveAVersion() {
    assertThat(S3Address.parse("s3://b/x").object("v")).isEqualTo(new ObjectAddress("b", "x", "v"));
    assertThatThrownBy(() -> S3Address.parse("s3://b/x/").object(null))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("prefix");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "b/x", "s3:/b/x", "s3://", "s3:///x", "S3://b/x", "s3://b c/x"})
  void anotherFormIsRefused(String text) {
    assertThatThrownBy(() -> S3Address.parse(text))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("bad-address");
  }
}
