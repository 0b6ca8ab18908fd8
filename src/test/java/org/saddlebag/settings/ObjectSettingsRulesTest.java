package org.saddlebag.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.saddlebag.delivery.CollisionPolicy;
import org.saddlebag.s3.ObjectSettings;
import org.saddlebag.s3.ServerSideEncryption;
import org.saddlebag.s3.StoreAccess;
import org.saddlebag.s3.StoreProfile;

class ObjectSettingsRulesTest {

  private static final ServerSideEncryption NONE = new ServerSideEncryption.BucketDefault();
  private static final ServerSideEncryption KMS =
      new ServerSideEncryption.SseKms(null, Map.of(), null);

  private static List<String> problems(StoreProfile profile, String bucket, String setting) {
    Map<String, String> given = new HashMap<>();
    for (String pair : setting.split("&", -1)) {
      given.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    StoreAccess access =
        ObjectSettingsText.access(
            given.getOrDefault("expectedOwner", ""), given.getOrDefault("requesterPays", ""), "");
    Map<String, String> tags =
        given.containsKey("tag") ? Map.of("name", given.get("tag")) : Map.of();
    return new ObjectSettingsRules(profile, bucket)
        .problems(ObjectSettingsText.parse(given), access, tags);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AWS | b | storageClass=STANDART_IA | did you mean STANDARD_IA?
          AWS | b | storageClass=standard-ia | did you mean STANDARD_IA?
          AWS | b | storageClass=WARM | use one of DEEP_ARCHIVE, GLACIER
          AWS | b | storageClass=EXPRESS_ONEZONE | unknown or not for b
          AWS | b--euc1-az1--x-s3 | storageClass=STANDARD_IA | use one of EXPRESS_ONEZONE
          AWS | b--euc1-az1--x-s3 | acl=private | directory bucket b--euc1-az1--x-s3 does not have a canned ACL
          AWS | b--euc1-az1--x-s3 | lockMode=governance&lockRetain=1d | does not have Object Lock
          AWS | b--euc1-az1--x-s3 | legalHold=true | does not have a legal hold
          AWS | b--euc1-az1--x-s3 | requesterPays=true | does not have requester pays
          AWS | b--euc1-az1--x-s3 | tag=x | does not have tags
          CEPH | b | expectedOwner=111122223333 | profile ceph does not have the expected bucket owner
          CEPH | b | requesterPays=true | profile ceph does not have requester pays
          CEPH | b | storageClass=a/b | the storage class 'a/b' can't be a name
          GENERIC | b | lockMode=governance&lockRetain=1d | profile generic does not have Object Lock
          GENERIC | b | legalHold=true | profile generic does not have a legal hold
          GENERIC | b | expectedOwner=111122223333 | profile generic does not have the expected
          """)
  void whatTheStoreOrTheBucketLacksIsNamed(
      StoreProfile profile, String bucket, String setting, String why) {
    assertThat(problems(profile, bucket, setting)).singleElement().asString().contains(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AWS | b | storageClass=GLACIER_IR&acl=private&lockMode=compliance&lockRetain=1d&legalHold=true&expectedOwner=111122223333&requesterPays=true&tag=x
          AWS | b--euc1-az1--x-s3 | storageClass=EXPRESS_ONEZONE&cacheControl=no-cache&expectedOwner=111122223333
          CEPH | b | storageClass=COLD.2&acl=private&lockMode=compliance&lockRetain=1d&legalHold=true&tag=x
          GENERIC | b | storageClass=cold&acl=private&contentLanguage=de&tag=x
          """)
  void whatTheyHaveIsTaken(StoreProfile profile, String bucket, String settings) {
    assertThat(problems(profile, bucket, settings)).isEmpty();
  }

  @Test
  void onlyTheChecksumThatProvesMostIsOffered() {
    assertThat(ObjectSettingsRules.checksum(StoreProfile.AWS, "crc32c")).isEmpty();
    assertThat(ObjectSettingsRules.checksum(StoreProfile.CEPH, "md5")).isEmpty();
    assertThat(ObjectSettingsRules.checksum(StoreProfile.AWS, "")).isEmpty();
    assertThat(ObjectSettingsRules.checksum(StoreProfile.AWS, "sha1"))
        .hasValueSatisfying(why -> assertThat(why).contains("'sha1'", "aws: use crc32c"));
    assertThat(ObjectSettingsRules.checksum(StoreProfile.CEPH, "crc32c"))
        .hasValueSatisfying(why -> assertThat(why).contains("ceph: use md5"));
  }

  @Test
  void anAclThatLetsStrangersInIsWarnedOf() {
    for (String acl : List.of("public-read", "public-read-write", "authenticated-read")) {
      assertThat(ObjectSettingsRules.warning(ObjectSettingsText.parse(Map.of("acl", acl))))
          .hasValueSatisfying(why -> assertThat(why).contains(acl, "strangers"));
    }
    assertThat(ObjectSettingsRules.warning(ObjectSettingsText.parse(Map.of("acl", "private"))))
        .isEmpty();
    assertThat(ObjectSettingsRules.warning(ObjectSettings.NONE)).isEmpty();
  }

  @Test
  void tagsKeepToTheLimitsOfS3() {
    Map<String, String> ten =
        IntStream.range(0, 10).boxed().collect(Collectors.toMap(i -> "n" + i, i -> "v"));
    Map<String, String> eleven = new HashMap<>(ten);
    eleven.put("another", "v");
    assertThat(TagRules.problems(ten)).isEmpty();
    assertThat(TagRules.problems(eleven)).singleElement().asString().contains("11 tags");
    assertThat(TagRules.problems(Map.of("Größe 1+-=._:/@", "x".repeat(256)))).isEmpty();
    assertThat(TagRules.problems(Map.of("n".repeat(129), "")))
        .singleElement()
        .asString()
        .contains("129 characters: give at most 128");
    assertThat(TagRules.problems(Map.of("n", "x".repeat(257))))
        .singleElement()
        .asString()
        .contains("value of tag 'n' has 257 characters: give at most 256");
    assertThat(TagRules.problems(Map.of("a&b", "")))
        .singleElement()
        .asString()
        .contains("'a&b' has a character that no tag may have");
    assertThat(TagRules.problems(Map.of("aws:x", "")))
        .singleElement()
        .asString()
        .contains("begins with aws:");
  }

  @Test
  void whatCannotBeKeptWithoutALookIsRefusedToAWriteOnlySender() {
    assertThat(WriteOnlyRules.problems(StoreProfile.AWS, CollisionPolicy.REFUSE, KMS)).isEmpty();
    assertThat(WriteOnlyRules.problems(StoreProfile.CEPH, CollisionPolicy.NUMBER, KMS)).isEmpty();
    assertThat(WriteOnlyRules.problems(StoreProfile.CEPH, CollisionPolicy.REFUSE, NONE))
        .singleElement()
        .asString()
        .contains("profile ceph replaces a taken key", "let collision be number");
    assertThat(WriteOnlyRules.problems(StoreProfile.GENERIC, CollisionPolicy.OVERWRITE, KMS))
        .singleElement()
        .asString()
        .contains("proves nothing by its answers");
  }

  @Test
  void aWriteOnlySenderUnderAKmsKeyIsWarnedWithTheReason() {
    assertThat(WriteOnlyRules.warning(KMS))
        .hasValueSatisfying(
            why -> assertThat(why).contains("kms:Decrypt", "part-size", "use sse-s3"));
    assertThat(WriteOnlyRules.warning(new ServerSideEncryption.DsseKms(null, Map.of())))
        .isPresent();
    assertThat(WriteOnlyRules.warning(new ServerSideEncryption.SseS3())).isEmpty();
    assertThat(WriteOnlyRules.warning(NONE)).isEmpty();
    assertThat(ObjectSettings.NONE.given()).isEmpty();
  }
}
