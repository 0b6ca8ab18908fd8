package org.saddlebag.keys.kms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsResponseMetadata;

/** The client's interface over real wraps in memory, with every request to look at. */
final class InMemoryKms implements KmsClient {

  final List<Object> requests = new ArrayList<>();
  byte[] lastPlaintext;

  private final Map<String, SecretKey> keys = new HashMap<>();
  private final Map<String, String> aliases = new HashMap<>();

  /** Makes a key and answers its ARN. */
  String key(String account, String region, String alias) {
    String arn = "arn:aws:kms:%s:%s:key/%d".formatted(region, account, keys.size() + 1);
    try {
      KeyGenerator generator = KeyGenerator.getInstance("AES");
      generator.init(256);
      keys.put(arn, generator.generateKey());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    aliases.put(alias, arn);
    return arn;
  }

  @Override
  public GenerateDataKeyResponse generateDataKey(GenerateDataKeyRequest request) {
    requests.add(request);
    String arn = resolve(request.keyId());
    lastPlaintext = new byte[32];
    new java.security.SecureRandom().nextBytes(lastPlaintext);
    byte[] iv = new byte[12];
    new java.security.SecureRandom().nextBytes(iv);
    byte[] wrapped =
        crypt(Cipher.ENCRYPT_MODE, arn, iv, request.encryptionContext(), lastPlaintext);
    byte[] name = arn.getBytes(UTF_8);
    ByteBuffer blob = ByteBuffer.allocate(1 + name.length + iv.length + wrapped.length);
    blob.put((byte) name.length).put(name).put(iv).put(wrapped);
    GenerateDataKeyResponse.Builder answer =
        GenerateDataKeyResponse.builder()
            .keyId(arn)
            .plaintext(SdkBytes.fromByteArrayUnsafe(lastPlaintext))
            .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(blob.array()));
    answer.responseMetadata(metadata());
    return answer.build();
  }

  @Override
  public DecryptResponse decrypt(DecryptRequest request) {
    requests.add(request);
    ByteBuffer blob = request.ciphertextBlob().asByteBuffer();
    byte[] name = new byte[blob.get()];
    byte[] iv = new byte[12];
    blob.get(name).get(iv);
    byte[] wrapped = new byte[blob.remaining()];
    blob.get(wrapped);
    String arn = new String(name, UTF_8);
    if (request.keyId() != null && !resolve(request.keyId()).equals(arn)) {
      throw failure("IncorrectKeyException");
    }
    lastPlaintext = crypt(Cipher.DECRYPT_MODE, arn, iv, request.encryptionContext(), wrapped);
    DecryptResponse.Builder answer =
        DecryptResponse.builder().keyId(arn).plaintext(SdkBytes.fromByteArrayUnsafe(lastPlaintext));
    answer.responseMetadata(metadata());
    return answer.build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  private String resolve(String keyId) {
    String arn = aliases.getOrDefault(keyId, keyId);
    if (!keys.containsKey(arn)) {
      throw failure("NotFoundException");
    }
    return arn;
  }

  private byte[] crypt(int mode, String arn, byte[] iv, Map<String, String> context, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, keys.get(arn), new GCMParameterSpec(128, iv));
      cipher.updateAAD(new TreeMap<>(context).toString().getBytes(UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw failure("InvalidCiphertextException");
    }
  }

  private KmsResponseMetadata metadata() {
    return KmsResponseMetadata.create(
        DefaultAwsResponseMetadata.create(Map.of("AWS_REQUEST_ID", "request-" + requests.size())));
  }

  private static RuntimeException failure(String code) {
    return KmsException.builder()
        .statusCode(400)
        .requestId("request-x")
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }
}
