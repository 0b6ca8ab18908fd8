package org.saddlebag.keys.kms;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.saddlebag.local.LocalKms;
import org.saddlebag.local.LocalOptions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

/** The local KMS and a client that remembers what it sent and the array it last gave away. */
final class LocalKmsFixture implements AutoCloseable {

  static final String REGION = "eu-central-1";
  static final String ACCOUNT = "000000000000";

  final LocalKms server;
  final KmsClient client;
  final List<SdkRequest> requests = new ArrayList<>();
  byte[] lastPlaintext;

  LocalKmsFixture(Path folder) {
    server = LocalKms.start(folder, LocalOptions.defaults());
    client =
        KmsClient.builder()
            .endpointOverride(server.endpoint())
            .region(Region.of(REGION))
            .httpClientBuilder(Apache5HttpClient.builder())
            .credentialsProvider(credentials(server.accessKey(), server.secretKey()))
            .overrideConfiguration(c -> c.addExecutionInterceptor(new Recorder()))
            .build();
  }

  static StaticCredentialsProvider credentials(String accessKey, String secretKey) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }

  private final class Recorder implements ExecutionInterceptor {

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      requests.add(context.request());
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
      SdkResponse response = context.response();
      if (response instanceof GenerateDataKeyResponse made) {
        lastPlaintext = made.plaintext().asByteArrayUnsafe();
      } else if (response instanceof DecryptResponse opened) {
        lastPlaintext = opened.plaintext().asByteArrayUnsafe();
      }
    }
  }
}
