package org.saddlebag.safeguard.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.saddlebag.safeguard.policy.Facts.BUCKET_KEY_ARN;
import static org.saddlebag.safeguard.policy.Facts.FULL;
import static org.saddlebag.safeguard.policy.Facts.KEY_ARN;
import static org.saddlebag.safeguard.policy.Facts.NONE;
import static org.saddlebag.safeguard.policy.Facts.ROLE;
import static org.saddlebag.safeguard.policy.Facts.SSE_C;
import static org.saddlebag.safeguard.policy.Facts.SSE_S3;
import static org.saddlebag.safeguard.policy.Facts.WRITE_ONLY;
import static org.saddlebag.safeguard.policy.Facts.dsse;
import static org.saddlebag.safeguard.policy.Facts.key;
import static org.saddlebag.safeguard.policy.Facts.kms;
import static org.saddlebag.safeguard.policy.Facts.reader;
import static org.saddlebag.safeguard.policy.Facts.sender;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.saddlebag.s3.ServerSideEncryption;
import org.saddlebag.s3.StoreProfile;
import org.saddlebag.safeguard.policy.FlowFacts.After;
import org.saddlebag.safeguard.policy.FlowFacts.KmsKey;
import org.saddlebag.safeguard.policy.FlowFacts.Sending;

/** The documents, statement by statement; what a real store makes of them is tested elsewhere. */
class PoliciesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OBJECTS = "arn:aws:s3:::acme-archive/invoices/*";

  /** The one statement of that name. */
  private static JsonNode statement(PolicyDocument document, String sid) throws Exception {
    JsonNode statements = JSON.readTree(document.json()).get("Statement");
    for (JsonNode statement : statements) {
      if (statement.get("Sid").asText().equals(sid)) {
        return statement;
      }
    }
    throw new AssertionError("no " + sid + " in " + document.json());
  }

  private static Source source(PolicyDocument document, String sid) {
    return document.statements().stream()
        .filter(statement -> statement.sid().equals(sid))
        .findFirst()
        .orElseThrow()
        .source();
  }

  private static List<String> sids(PolicyDocument document) {
    return document.statements().stream().map(Statement::sid).toList();
  }

  private static PolicyDocument bucket(ServerSideEncryption sse, Choices choices) {
    return Policies.of(PolicyKind.BUCKET, sender(WRITE_ONLY, sse), choices);
  }

  private static void same(JsonNode statement, String expected) throws Exception {
    assertThat(statement).isEqualTo(JSON.readTree(expected.replace('\'', '"')));
  }

  @Test
  void plain_http_is_denied_in_the_words_that_auditors_look_for() throws Exception {
    same(
        statement(bucket(NONE, Choices.NONE), "DenyPlainHttp"),
        """
        {'Sid':'DenyPlainHttp','Effect':'Deny','Principal':'*','Action':'s3:*',
         'Resource':['arn:aws:s3:::acme-archive','arn:aws:s3:::acme-archive/*'],
         'Condition':{'Bool':{'aws:SecureTransport':'false'}}}
        """);
  }

  @ParameterizedTest
  @CsvSource({"1.2", "1.3"})
  void old_tls_is_denied(String version) throws Exception {
    PolicyDocument document = bucket(NONE, Choices.NONE.with(Choice.MIN_TLS, version));
    same(
        statement(document, "DenyOldTls"),
        """
        {'Sid':'DenyOldTls','Effect':'Deny','Principal':'*','Action':'s3:*',
         'Resource':['arn:aws:s3:::acme-archive','arn:aws:s3:::acme-archive/*'],
         'Condition':{'NumericLessThan':{'s3:TlsVersion':'%s'}}}
        """
            .formatted(version));
    assertThat(source(document, "DenyOldTls")).isEqualTo(Source.S3_TLS_VERSION);
  }

  @Test
  void what_does_not_come_through_the_vpc_endpoint_is_denied() throws Exception {
    PolicyDocument document =
        bucket(NONE, Choices.NONE.with(Choice.VPC_ENDPOINT, "vpce-0123456789abcdef0"));
    JsonNode deny = statement(document, "DenyOtherNetworks");
    same(
        deny.get("Condition"),
        """
        {'StringNotEqualsIfExists':{'aws:SourceVpce':'vpce-0123456789abcdef0'},
         'BoolIfExists':{'aws:PrincipalIsAWSService':'false','aws:ViaAWSService':'false'}}
        """);
    assertThat(source(document, "DenyOtherNetworks")).isEqualTo(Source.S3_VPC_ENDPOINTS);
  }

  /** Nothing may lock out whoever could mend it. */
  @Test
  void networks_and_organisations_leave_the_bucket_s_settings_alone() throws Exception {
    PolicyDocument document =
        bucket(
            NONE,
            Choices.NONE
                .with(Choice.SOURCE_IP, "203.0.113.0/24")
                .with(Choice.ORGANIZATION, "o-a1b2c3d4e5"));
    for (String sid : List.of("DenyOtherNetworks", "DenyOtherOrganizations")) {
      same(
          statement(document, sid).get("Action"),
          """
          ['s3:GetObject*','s3:PutObject*','s3:DeleteObject*','s3:ListBucket*',
           's3:AbortMultipartUpload','s3:ListMultipartUploadParts']
          """);
    }
  }

  /** Two statements would stop everybody: through an endpoint nobody comes from an address. */
  @Test
  void addresses_and_endpoints_are_ways_in_side_by_side() throws Exception {
    PolicyDocument document =
        bucket(
            NONE,
            Choices.NONE
                .with(Choice.SOURCE_IP, "203.0.113.0/24", "2001:db8::/32")
                .with(Choice.VPC_ENDPOINT, "vpce-01234567"));
    same(
        statement(document, "DenyOtherNetworks").get("Condition"),
        """
        {'NotIpAddressIfExists':{'aws:SourceIp':['203.0.113.0/24','2001:db8::/32']},
         'StringNotEqualsIfExists':{'aws:SourceVpce':'vpce-01234567'},
         'BoolIfExists':{'aws:PrincipalIsAWSService':'false','aws:ViaAWSService':'false'}}
        """);
  }

  @Test
  void principals_of_other_organisations_are_denied() throws Exception {
    PolicyDocument document = bucket(NONE, Choices.NONE.with(Choice.ORGANIZATION, "o-a1b2c3d4e5"));
    same(
        statement(document, "DenyOtherOrganizations").get("Condition"),
        """
        {'StringNotEqualsIfExists':{'aws:PrincipalOrgID':'o-a1b2c3d4e5'},
         'BoolIfExists':{'aws:PrincipalIsAWSService':'false'}}
        """);
    assertThat(source(document, "DenyOtherOrganizations")).isEqualTo(Source.GLOBAL_CONDITION_KEYS);
  }

  @Test
  void a_sender_that_replaces_nothing_must_say_so() throws Exception {
    PolicyDocument document = bucket(SSE_S3, Choices.NONE);
    same(
        statement(document, "DenyUnconditionalWrites"),
        """
        {'Sid':'DenyUnconditionalWrites','Effect':'Deny','Principal':'*','Action':'s3:PutObject',
         'Resource':'%s',
         'Condition':{'Null':{'s3:if-none-match':'true'},
                      'Bool':{'s3:ObjectCreationOperation':'true'}}}
        """
            .formatted(OBJECTS));
    assertThat(source(document, "DenyUnconditionalWrites")).isEqualTo(Source.S3_CONDITIONAL_WRITES);
    Sending replacing = new Sending("invoices/", true, true, false, null, false, false, false);
    assertThat(sids(Policies.of(PolicyKind.BUCKET, sender(replacing, SSE_S3), Choices.NONE)))
        .doesNotContain("DenyUnconditionalWrites");
    assertThat(sids(bucket(SSE_S3, Choices.NONE.with(Choice.ALLOW_OVERWRITES))))
        .doesNotContain("DenyUnconditionalWrites");
  }

  @Test
  void every_kind_of_encryption_has_its_own_rules_and_no_others() throws Exception {
    String always = "DenyPlainHttp DenyOldTls ";
    String last = " DenyUnconditionalWrites";
    assertThat(String.join(" ", sids(bucket(NONE, Choices.NONE))))
        .isEqualTo(always + "DenyCustomerKeys" + last);
    assertThat(String.join(" ", sids(bucket(SSE_S3, Choices.NONE))))
        .isEqualTo(always + "DenyOtherEncryption" + last);
    assertThat(String.join(" ", sids(bucket(SSE_C, Choices.NONE))))
        .isEqualTo(always + "RequireCustomerKeys" + last);
    assertThat(String.join(" ", sids(bucket(kms(null), Choices.NONE))))
        .isEqualTo(always + "DenyOtherEncryption" + last);
    for (ServerSideEncryption sse : List.of(kms(BUCKET_KEY_ARN), dsse(BUCKET_KEY_ARN))) {
      assertThat(String.join(" ", sids(bucket(sse, Choices.NONE))))
          .isEqualTo(always + "DenyOtherEncryption DenyOtherKmsKeys" + last);
    }
    assertThat(sids(Policies.of(PolicyKind.BUCKET, reader(After.DELETE, ""), Choices.NONE)))
        .containsExactly("DenyPlainHttp", "DenyOldTls");
  }

  @Test
  void other_or_missing_encryption_is_denied_by_one_condition() throws Exception {
    same(
        statement(bucket(SSE_S3, Choices.NONE), "DenyOtherEncryption"),
        """
        {'Sid':'DenyOtherEncryption','Effect':'Deny','Principal':'*','Action':'s3:PutObject',
         'Resource':'%s',
         'Condition':{'StringNotEqualsIfExists':{'s3:x-amz-server-side-encryption':'AES256'}}}
        """
            .formatted(OBJECTS));
    assertThat(condition(kms(null), "DenyOtherEncryption")).contains("\"aws:kms\"");
    assertThat(condition(dsse(null), "DenyOtherEncryption")).contains("\"aws:kms:dsse\"");
    assertThat(condition(kms(BUCKET_KEY_ARN), "DenyOtherKmsKeys"))
        .isEqualTo(
            "{\"StringNotEqualsIfExists\":"
                + "{\"s3:x-amz-server-side-encryption-aws-kms-key-id\":\"%s\"}}"
                    .formatted(BUCKET_KEY_ARN));
    String customer = "{\"Null\":{\"s3:x-amz-server-side-encryption-customer-algorithm\":\"%s\"}}";
    assertThat(condition(NONE, "DenyCustomerKeys")).isEqualTo(customer.formatted("false"));
    assertThat(condition(SSE_C, "RequireCustomerKeys")).isEqualTo(customer.formatted("true"));
  }

  private static String condition(ServerSideEncryption sse, String sid) throws Exception {
    return statement(bucket(sse, Choices.NONE), sid).get("Condition").toString();
  }

  @Test
  void a_key_that_the_flow_names_by_alias_is_given_by_its_arn() throws Exception {
    PolicyDocument document =
        bucket(kms("alias/bucket"), Choices.NONE.with(Choice.BUCKET_KEY_ARN, BUCKET_KEY_ARN));
    assertThat(statement(document, "DenyOtherKmsKeys").toString()).contains(BUCKET_KEY_ARN);
    assertThat(document.warnings()).singleElement().asString().contains("name the ARN too");
  }

  /** The flow leaves its encryption to the bucket, and only the operator knows with what. */
  @Test
  void the_bucket_s_default_key_is_granted_where_it_is_named() throws Exception {
    FlowFacts facts = sender(WRITE_ONLY, NONE);
    assertThat(sids(Policies.of(PolicyKind.WRITER, facts, Choices.NONE)))
        .containsExactly("SendObjects");
    PolicyDocument document =
        Policies.of(
            PolicyKind.WRITER, facts, Choices.NONE.with(Choice.BUCKET_KEY_ARN, BUCKET_KEY_ARN));
    assertThat(statement(document, "EncryptAtRest").get("Resource").asText())
        .isEqualTo(BUCKET_KEY_ARN);
  }

  @Test
  void master_keys_of_another_store_s_flow_may_be_anywhere() {
    String arn = "arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/1234";
    FlowFacts facts =
        sender(null, StoreProfile.CEPH, WRITE_ONLY, SSE_S3, key("orders", "alias/orders"));
    assertThat(Policies.of(PolicyKind.WRITER, facts, Choices.NONE.withKeyArn("", arn)).json())
        .contains(arn);
  }

  @Test
  void a_write_only_sender_puts_and_aborts_and_nothing_else() throws Exception {
    PolicyDocument document =
        Policies.of(PolicyKind.WRITER, sender(WRITE_ONLY, SSE_S3), Choices.NONE);
    same(
        JSON.readTree(document.json()),
        """
        {'Version':'2012-10-17','Statement':[
          {'Sid':'SendObjects','Effect':'Allow',
           'Action':['s3:PutObject','s3:AbortMultipartUpload'],'Resource':'%s'}]}
        """
            .formatted(OBJECTS));
    assertThat(document.warnings()).isEmpty();
  }

  @Test
  void a_sender_gets_what_its_objects_have() throws Exception {
    Sending all =
        new Sending("invoices/", true, false, true, "bucket-owner-full-control", true, true, false);
    PolicyDocument document = Policies.of(PolicyKind.WRITER, sender(all, SSE_S3), Choices.NONE);
    assertThat(document.json())
        .contains(
            "s3:PutObjectTagging",
            "s3:PutObjectRetention",
            "s3:PutObjectLegalHold",
            "\"s3:x-amz-acl\" : \"bucket-owner-full-control\"");
    assertThat(sids(document))
        .containsExactly("SendObjects", "TagObjects", "LockObjects", "HoldObjects", "SetAcl");
  }

  @Test
  void a_sender_with_full_access_gets_its_looks_and_no_more() throws Exception {
    PolicyDocument document = Policies.of(PolicyKind.WRITER, sender(FULL, SSE_S3), Choices.NONE);
    assertThat(sids(document)).containsExactly("SendObjects", "LookAtObjects", "FindUploads");
    assertThat(statement(document, "FindUploads").get("Resource").asText())
        .isEqualTo("arn:aws:s3:::acme-archive");
  }

  @Test
  void a_sender_of_many_messages_together_is_told_which_objects_are_missing() throws Exception {
    Sending gathers = new Sending("invoices/", false, false, false, null, false, false, true);
    PolicyDocument document = Policies.of(PolicyKind.WRITER, sender(gathers, SSE_S3), Choices.NONE);
    assertThat(statement(document, "TellMissingNames").get("Action").asText())
        .isEqualTo("s3:ListBucket");
  }

  @Test
  void data_keys_are_made_under_the_flow_s_key_in_its_context() throws Exception {
    KmsKey orders =
        new KmsKey("orders", KEY_ARN, Map.of("department", "orders"), Set.of(), Set.of());
    same(
        statement(
            Policies.of(PolicyKind.WRITER, sender(WRITE_ONLY, SSE_S3, orders), Choices.NONE),
            "SealDataKeys"),
        """
        {'Sid':'SealDataKeys','Effect':'Allow','Action':'kms:GenerateDataKey','Resource':'%s',
         'Condition':{'StringEquals':{'kms:EncryptionContext:department':'orders'}}}
        """
            .formatted(KEY_ARN));
    assertThat(
            statement(
                    Policies.of(
                        PolicyKind.READER, reader(After.REMEMBER, "", orders), Choices.NONE),
                    "OpenDataKeys")
                .toString())
        .contains("kms:Decrypt", "kms:EncryptionContext:department")
        .doesNotContain("GenerateDataKey");
  }

  @Test
  void a_write_only_sender_cannot_decrypt_what_s3_encrypts_unless_told_so() throws Exception {
    FlowFacts facts = sender(WRITE_ONLY, kms(BUCKET_KEY_ARN));
    PolicyDocument narrow = Policies.of(PolicyKind.WRITER, facts, Choices.NONE);
    same(
        statement(narrow, "EncryptAtRest"),
        """
        {'Sid':'EncryptAtRest','Effect':'Allow','Action':'kms:GenerateDataKey','Resource':'%s',
         'Condition':{'StringEquals':{'kms:ViaService':'s3.eu-central-1.amazonaws.com'}}}
        """
            .formatted(BUCKET_KEY_ARN));
    assertThat(narrow.warnings())
        .singleElement()
        .asString()
        .contains("no kms:Decrypt", "saddlebag.s3.part-size", "--large-objects");
    assertThat(narrow.statements().get(1).reason()).contains("uploads in parts fail");

    PolicyDocument wide =
        Policies.of(PolicyKind.WRITER, facts, Choices.NONE.with(Choice.LARGE_OBJECTS));
    assertThat(statement(wide, "EncryptAtRest").get("Action").toString())
        .isEqualTo("[\"kms:GenerateDataKey\",\"kms:Decrypt\"]");
    assertThat(wide.warnings()).isEmpty();
    assertThat(
            statement(
                    Policies.of(PolicyKind.WRITER, sender(FULL, kms(BUCKET_KEY_ARN)), Choices.NONE),
                    "EncryptAtRest")
                .toString())
        .contains("kms:Decrypt");
  }

  @Test
  void whoever_resolves_an_alias_may_ask_for_it() throws Exception {
    PolicyDocument document =
        Policies.of(
            PolicyKind.WRITER,
            sender(WRITE_ONLY, kms("alias/bucket")),
            Choices.NONE.with(Choice.BUCKET_KEY_ARN, BUCKET_KEY_ARN));
    assertThat(statement(document, "FindBucketKey").get("Action").asText())
        .isEqualTo("kms:DescribeKey");
    assertThat(
            sids(
                Policies.of(
                    PolicyKind.WRITER, sender(WRITE_ONLY, kms(BUCKET_KEY_ARN)), Choices.NONE)))
        .doesNotContain("FindBucketKey");
  }

  @ParameterizedTest
  @EnumSource(After.class)
  void a_reader_gets_what_becomes_of_its_objects(After after) throws Exception {
    PolicyDocument document = Policies.of(PolicyKind.READER, reader(after, "done/"), Choices.NONE);
    same(
        statement(document, "ListObjects"),
        """
        {'Sid':'ListObjects','Effect':'Allow','Action':'s3:ListBucket',
         'Resource':'arn:aws:s3:::acme-archive',
         'Condition':{'StringLike':{'s3:prefix':'invoices/*'}}}
        """);
    assertThat(sids(document).subList(2, sids(document).size()))
        .isEqualTo(
            switch (after) {
              case REMEMBER -> List.of();
              case DELETE -> List.of("DeleteObjects");
              case TAG -> List.of("TagObjects");
              case MOVE -> List.of("DeleteObjects", "ReadTags", "MoveObjects");
            });
    assertThat(document.warnings()).singleElement().asString().contains("--bucket-key-arn");
  }

  @Test
  void who_reads_what_a_flow_sent_needs_no_flow_that_fetches() throws Exception {
    PolicyDocument document =
        Policies.of(
            PolicyKind.READER,
            sender(WRITE_ONLY, kms(BUCKET_KEY_ARN), key("orders", KEY_ARN)),
            Choices.NONE);
    assertThat(sids(document))
        .containsExactly("FetchObjects", "ListObjects", "OpenDataKeys", "DecryptAtRest");
    assertThat(statement(document, "DecryptAtRest").get("Action").asText())
        .isEqualTo("kms:Decrypt");
  }

  @Test
  void discovery_opens_with_the_keys_of_the_allowed_accounts_and_regions() throws Exception {
    KmsKey finder =
        new KmsKey("finder", null, Map.of(), Set.of("111122223333"), Set.of("eu-west-1"));
    KmsKey anywhere = new KmsKey("any-where", null, Map.of(), Set.of("444455556666"), Set.of());
    PolicyDocument document =
        Policies.of(PolicyKind.READER, reader(After.REMEMBER, "", finder, anywhere), Choices.NONE);
    assertThat(statement(document, "OpenDataKeysFinder").get("Resource").asText())
        .isEqualTo("arn:aws:kms:eu-west-1:111122223333:key/*");
    assertThat(statement(document, "OpenDataKeysAnyWhere").get("Resource").asText())
        .isEqualTo("arn:aws:kms:*:444455556666:key/*");
  }

  @Test
  void administering_sealing_and_opening_are_three_rights() throws Exception {
    KmsKey orders =
        new KmsKey("orders", "alias/orders", Map.of("department", "orders"), Set.of(), Set.of());
    PolicyDocument document =
        Policies.of(
            PolicyKind.KMS_KEY,
            sender(WRITE_ONLY, NONE, orders),
            Choices.NONE
                .with(Choice.ADMIN_ARN, ROLE + "admin")
                .with(Choice.SEALER_ARN, ROLE + "sender", ROLE + "other")
                .with(Choice.OPENER_ARN, ROLE + "reader"));
    assertThat(sids(document)).containsExactly("AdministerKey", "SealDataKeys", "OpenDataKeys");
    assertThat(statement(document, "AdministerKey").toString())
        .contains("kms:PutKeyPolicy", ROLE + "admin")
        .doesNotContain("kms:Decrypt", "kms:GenerateDataKey", "kms:CreateGrant", "kms:*");
    same(
        statement(document, "SealDataKeys"),
        """
        {'Sid':'SealDataKeys','Effect':'Allow','Principal':{'AWS':['%ssender','%sother']},
         'Action':'kms:GenerateDataKey','Resource':'*',
         'Condition':{'StringEquals':{'kms:EncryptionContext:department':'orders'}}}
        """
            .formatted(ROLE, ROLE));
    assertThat(statement(document, "OpenDataKeys").get("Action").asText()).isEqualTo("kms:Decrypt");
  }

  @Test
  void who_may_seal_and_open_is_told() {
    PolicyDocument document =
        Policies.of(
            PolicyKind.KMS_KEY,
            sender(WRITE_ONLY, NONE, key("orders", KEY_ARN)),
            Choices.NONE
                .with(Choice.ADMIN_ARN, ROLE + "admin")
                .with(Choice.SEALER_ARN, ROLE + "both")
                .with(Choice.OPENER_ARN, ROLE + "both"));
    assertThat(document.warnings()).singleElement().asString().contains("both can both seal");
  }

  @Test
  void an_endpoint_passes_what_the_flow_does_and_nothing_else() throws Exception {
    FlowFacts facts = sender(WRITE_ONLY, SSE_S3, key("orders", KEY_ARN));
    Choices s3 = Choices.NONE.with(Choice.SERVICE, "s3").with(Choice.ORGANIZATION, "o-a1b2c3d4e5");
    same(
        JSON.readTree(Policies.of(PolicyKind.VPC_ENDPOINT, facts, s3).json()).get("Statement"),
        """
        [{'Sid':'SendObjects','Effect':'Allow','Principal':'*',
          'Action':['s3:PutObject','s3:AbortMultipartUpload'],'Resource':'%s',
          'Condition':{'StringEquals':{'aws:PrincipalOrgID':'o-a1b2c3d4e5'}}}]
        """
            .formatted(OBJECTS));
    PolicyDocument kms =
        Policies.of(PolicyKind.VPC_ENDPOINT, facts, Choices.NONE.with(Choice.SERVICE, "kms"));
    same(
        JSON.readTree(kms.json()).get("Statement"),
        """
        [{'Sid':'SealDataKeys','Effect':'Allow','Principal':'*','Action':'kms:GenerateDataKey',
          'Resource':'%s'}]
        """
            .formatted(KEY_ARN));
    assertThat(source(kms, "SealDataKeys")).isEqualTo(Source.VPC_ENDPOINT_POLICIES);
  }

  @ParameterizedTest
  @CsvSource({
    "eu-central-1, aws, s3.eu-central-1.amazonaws.com",
    "us-gov-west-1, aws-us-gov, s3.us-gov-west-1.amazonaws.com",
    "cn-north-1, aws-cn, s3.cn-north-1.amazonaws.com",
  })
  void arns_are_of_the_region_s_partition(String region, String partition, String service)
      throws Exception {
    String keyArn = "arn:%s:kms:%s:111122223333:key/1234".formatted(partition, region);
    FlowFacts facts = sender(region, StoreProfile.AWS, FULL, kms(keyArn), key("orders", keyArn));
    String writer = Policies.of(PolicyKind.WRITER, facts, Choices.NONE).json();
    assertThat(writer)
        .contains("arn:" + partition + ":s3:::acme-archive/invoices/*", keyArn, service);
    assertThat(writer.replace("arn:" + partition + ":", "")).doesNotContain("arn:");
    String bucket =
        Policies.of(
                PolicyKind.BUCKET,
                facts,
                Choices.NONE.with(
                    Choice.WRITER_ARN, "arn:%s:iam::111122223333:user/a".formatted(partition)))
            .json();
    assertThat(bucket.replace("arn:" + partition + ":", "")).doesNotContain("arn:");
    if (partition.equals("aws-cn")) {
      assertThat(writer).contains("s3.cn-north-1.amazonaws.com.cn");
    }
  }

  /** What stands for many names in a policy is not what it is in an object key. */
  @ParameterizedTest
  @CsvSource({"'', ''", "a/, a/", "a*b/, a", "what?/, what", "${x}/, ''"})
  void a_prefix_ends_where_a_policy_would_take_it_for_a_pattern(String prefix, String literal) {
    Sending sending = new Sending(prefix, true, false, false, null, false, false, false);
    PolicyDocument document = Policies.of(PolicyKind.WRITER, sender(sending, SSE_S3), Choices.NONE);
    assertThat(document.json()).contains("\"arn:aws:s3:::acme-archive/" + literal + "*\"");
    assertThat(document.warnings()).hasSize(prefix.equals(literal) ? 0 : 1);
  }

  @Test
  void a_reader_of_the_whole_bucket_lists_the_whole_bucket() throws Exception {
    Sending sending = new Sending("", true, false, false, null, false, false, false);
    PolicyDocument document = Policies.of(PolicyKind.READER, sender(sending, SSE_S3), Choices.NONE);
    assertThat(statement(document, "ListObjects").has("Condition")).isFalse();
  }

  @Test
  void a_bucket_s_policy_can_let_senders_and_readers_in() throws Exception {
    PolicyDocument document =
        bucket(
            SSE_S3,
            Choices.NONE
                .with(Choice.WRITER_ARN, ROLE + "sender")
                .with(Choice.READER_ARN, ROLE + "reader"));
    assertThat(sids(document))
        .endsWith("WritersSendObjects", "ReadersFetchObjects", "ReadersListObjects");
    assertThat(statement(document, "WritersSendObjects").get("Principal").toString())
        .isEqualTo("{\"AWS\":\"" + ROLE + "sender\"}");
  }

  /** Nothing stands there that the store would pass over in silence. */
  @Test
  void another_store_s_policy_has_only_what_the_store_evaluates() {
    FlowFacts facts = sender(null, StoreProfile.CEPH, WRITE_ONLY, kms("testkey-1"));
    PolicyDocument document =
        Policies.of(
            PolicyKind.BUCKET,
            facts,
            Choices.NONE
                .with(Choice.SOURCE_IP, "10.0.0.0/8")
                .with(Choice.WRITER_ARN, "arn:aws:iam:::user/writer"));
    assertThat(sids(document))
        .containsExactly(
            "DenyPlainHttp",
            "DenyOtherEncryption",
            "DenyOtherKmsKeys",
            "DenyOtherNetworks",
            "WritersSendObjects",
            "WritersOpenNothing",
            "WritersReadNothing");
    assertThat(document.json())
        .contains("BoolIfExists", "\"testkey-1\"")
        .doesNotContain("TlsVersion", "if-none-match", "customer-algorithm", "AWSService");
    assertThat(document.warnings()).singleElement().asString().contains("--large-objects");
    assertThat(
            Policies.of(PolicyKind.BUCKET, facts, Choices.NONE.with(Choice.LARGE_OBJECTS)).json())
        .contains("\"StringNotEquals\"")
        .doesNotContain("StringNotEqualsIfExists");
  }

  @Test
  void every_statement_has_a_reason_a_source_and_a_name_of_its_own() {
    for (PolicyDocument document :
        List.of(
            bucket(
                kms(BUCKET_KEY_ARN),
                Choices.NONE
                    .with(Choice.SOURCE_IP, "10.0.0.0/8")
                    .with(Choice.ORGANIZATION, "o-a1b2c3d4e5")
                    .with(Choice.WRITER_ARN, ROLE + "a")
                    .with(Choice.READER_ARN, ROLE + "b")),
            Policies.of(
                PolicyKind.READER,
                reader(After.MOVE, "done/", key("a", KEY_ARN), key("b", KEY_ARN)),
                Choices.NONE))) {
      assertThat(sids(document))
          .doesNotHaveDuplicates()
          .allMatch(sid -> sid.matches("[A-Za-z0-9]+"));
      assertThat(document.statements())
          .allSatisfy(
              statement -> {
                assertThat(statement.reason()).endsWith(".");
                assertThat(statement.source()).isNotNull();
              });
    }
  }
}
