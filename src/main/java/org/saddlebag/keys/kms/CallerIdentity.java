package org.saddlebag.keys.kms;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.saddlebag.aws.ClientTrouble;
import org.saddlebag.aws.ServiceAnswer;
import org.saddlebag.errors.SaddlebagException;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Who AWS takes us for, as STS GetCallerIdentity says: asked once, in the background, and
 * remembered. Needs no permission. Where it can't be had, the reason stands in its place.
 */
public final class CallerIdentity implements Supplier<String> {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** The answer is on its way since the start, so that hardly anybody waits. */
  private static final long LONGEST_WAIT_SECONDS = 5;

  private final CompletableFuture<String> answer;

  private CallerIdentity(CompletableFuture<String> answer) {
    this.answer = answer;
  }

  /**
   * Asks.
   *
   * @param settings the Region and the way to it
   * @param endpoint an endpoint of STS, or null for AWS's of the Region
   * @param credentials gives those that are asked about
   * @return at once
   */
  public static CallerIdentity ask(
      KmsSettings settings, URI endpoint, Supplier<AwsCredentialsProvider> credentials) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(() -> answer.complete(asked(settings, endpoint, credentials)), "saddlebag-sts");
    thread.setDaemon(true);
    thread.start();
    return new CallerIdentity(answer);
  }

  /**
   * The answer.
   *
   * @return an ARN, or {@code unknown: } and why
   */
  @Override
  public String get() {
    try {
      return answer.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      answer.complete("unknown: no answer of STS within " + LONGEST_WAIT_SECONDS + " s");
      return answer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown: interrupted";
    } catch (ExecutionException e) {
      throw new IllegalStateException("it is never completed so", e);
    }
  }

  private static String asked(
      KmsSettings settings, URI endpoint, Supplier<AwsCredentialsProvider> credentials) {
    try (StsClient sts =
        KmsClients.createSts(settings.patience(PATIENCE, 1), endpoint, credentials.get())) {
      return sts.getCallerIdentity().arn();
    } catch (AwsServiceException e) {
      return "unknown: STS " + ServiceAnswer.of(e).words();
    } catch (SdkException e) {
      return "unknown: " + ClientTrouble.of(e).words();
    } catch (SaddlebagException e) {
      return "unknown: " + e.what();
    }
  }
}
