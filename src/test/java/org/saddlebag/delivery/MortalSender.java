package org.saddlebag.delivery;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.saddlebag.envelope.SealedContent;
import org.saddlebag.s3.AwsObjectStore;
import org.saddlebag.s3.ObjectStore;
import org.saddlebag.s3.StoreEndpoint;
import org.saddlebag.s3.StoreProfile;
import org.saddlebag.s3.StoreSettings;
import org.saddlebag.s3.TransferLimits;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * A node in a JVM of its own that delivers every file of an inbox and may really die: arguments are
 * endpoint, access key, secret key, folder.
 */
final class MortalSender {

  private static final int PART = 5 << 20;

  private MortalSender() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[3]);
    try (ObjectStore store = store(URI.create(arguments[0]), arguments[1], arguments[2])) {
      run(store, folder.resolve("inbox"), folder.resolve("state"));
    }
  }

  static ObjectStore store(URI endpoint, String accessKey, String secretKey) {
    StoreSettings settings =
        StoreSettings.of(
                StoreProfile.AWS,
                new StoreEndpoint(endpoint, "eu-central-1", true, null, false, null))
            .with(new TransferLimits(PART, 2, 4L * PART));
    return AwsObjectStore.open(
        settings,
        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)));
  }

  private static void run(ObjectStore store, Path inbox, Path state) throws IOException {
    Failpoints failpoints = Failpoints.fromSystemProperty();
    try (Journal journal = Journal.open(state, "mortal");
        Receipts receipts = Receipts.open(state)) {
      ObjectDelivery delivery =
          new ObjectDelivery(store, journal, receipts, failpoints, Clock.systemUTC());
      delivery.recover();
      SourceRelease release =
          new SourceRelease(
              Deliveries.FLOW,
              inbox,
              new AfterDelivery.MoveTo(inbox.resolve(AfterDelivery.DONE_FOLDER), null),
              journal,
              failpoints,
              Clock.systemUTC());
      release.recover(Leaving.NONE);
      for (String name : new String[] {"small.bin", "large.bin"}) {
        if (Files.exists(inbox.resolve(name))) {
          deliver(delivery, release, SourceFile.open(inbox, name));
        }
      }
    }
  }

  private static void deliver(ObjectDelivery delivery, SourceRelease release, SourceFile source) {
    DeliveryOrder order =
        Deliveries.order(source.description(), source.description().name(), CollisionPolicy.NUMBER);
    Receipt receipt =
        delivery.alreadyDelivered(order).orElseGet(() -> delivery.deliver(order, content(source)));
    release.release(source, receipt, Leaving.NONE);
  }

  private static SealedContent content(SourceFile source) {
    return Deliveries.content(source.stream(), source.description().sizeBytes());
  }
}
