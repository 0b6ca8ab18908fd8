package org.saddlebag.settings;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Who we are to the store or to KMS. */
public sealed interface Credentials {

  /**
   * What the AWS clients ask; secrets are read here.
   *
   * @return a new provider
   * @throws org.saddlebag.errors.Refused if a secret can no longer be read
   */
  AwsCredentialsProvider provider();

  /** The SDK's chain: environment, profile, container, instance. */
  record DefaultChain() implements Credentials {
    @Override
    public AwsCredentialsProvider provider() {
      return DefaultCredentialsProvider.builder().build();
    }
  }

  /**
   * A profile of {@code ~/.aws}.
   *
   * @param name null for the default profile
   */
  record Profile(String name) implements Credentials {
    @Override
    public AwsCredentialsProvider provider() {
      return ProfileCredentialsProvider.builder().profileName(name).build();
    }
  }

  /**
   * An access key of the configuration.
   *
   * @param id the public half
   * @param secretKey where the secret half is
   * @param sessionToken where the session token is, or null
   */
  record AccessKey(String id, Secret secretKey, Secret sessionToken) implements Credentials {
    @Override
    public AwsCredentialsProvider provider() {
      String secret = new String(secretKey.read());
      AwsCredentials credentials =
          sessionToken == null
              ? AwsBasicCredentials.create(id, secret)
              : AwsSessionCredentials.create(id, secret, new String(sessionToken.read()));
      return StaticCredentialsProvider.create(credentials);
    }
  }
}
