package org.saddlebag.camel.s3object;

import java.time.Instant;
import java.util.Map;
import org.saddlebag.camel.SubDirectories;
import org.saddlebag.claims.Claim;
import org.saddlebag.delivery.CollisionPolicy;
import org.saddlebag.delivery.DeliveryIds;
import org.saddlebag.delivery.DeliveryOrder;
import org.saddlebag.delivery.ObjectKeyTemplate;
import org.saddlebag.delivery.SourceDescription;
import org.saddlebag.delivery.SourceFile;
import org.saddlebag.delivery.SourceMessage;
import org.saddlebag.s3.ObjectSettings;
import org.saddlebag.s3.ServerSideEncryption;
import org.saddlebag.s3.StoreAccess;

/**
 * What all deliveries of one endpoint have in common, read once.
 *
 * @param bucket the bucket
 * @param objectKey how keys are made
 * @param directories whether the directories in names are kept
 * @param sse server-side encryption
 * @param collision what to do when a key is taken
 * @param contentType media type
 * @param tags object tags
 * @param settings storage class, headers, ACL and lock
 * @param access in what capacity the store is spoken to
 */
record OrderForm(
    String bucket,
    ObjectKeyTemplate objectKey,
    SubDirectories directories,
    ServerSideEncryption sse,
    CollisionPolicy collision,
    String contentType,
    Map<String, String> tags,
    ObjectSettings settings,
    StoreAccess access) {

  static OrderForm of(S3ObjectEndpoint endpoint) {
    return new OrderForm(
        endpoint.getBucket(),
        ObjectKeyTemplate.parse(endpoint.getObjectKey()),
        endpoint.getDirectories(),
        endpoint.serverSideEncryption(),
        endpoint.getCollision(),
        endpoint.getContentType().isBlank() ? null : endpoint.getContentType(),
        Pairs.parse(endpoint.getTags()),
        endpoint.getObject() == null ? ObjectSettings.NONE : endpoint.getObject().settings(),
        endpoint.storeAccess());
  }

  /** Anything of which nothing is known but its name. */
  DeliveryOrder fill(String flow, SourceDescription source, Instant now) {
    return fill(flow, source, now, null);
  }

  /** A file that this node alone sees has the same delivery id until anything of it changes. */
  DeliveryOrder fill(String flow, SourceFile source, Instant now) {
    SourceDescription file = source.description();
    boolean known = file.identity() != null;
    return fill(
        flow,
        file,
        now,
        known
            ? DeliveryOrder.Again.alone(
                DeliveryIds.ofFile(flow, file, bucket), !objectKey.showsDate())
            : null);
  }

  /**
   * A file that several nodes see has the same key and the same delivery id on each of them: the
   * date in its key is that of its content.
   */
  DeliveryOrder fill(String flow, SourceDescription file, Claim claim) {
    return fill(
        flow,
        file,
        file.modified(),
        new DeliveryOrder.Again(
            DeliveryIds.ofFile(flow, file), claim.takenOver(), new Claimed(claim)));
  }

  /** A file that other nodes may take over. */
  private record Claimed(Claim claim) implements DeliveryOrder.Ownership {

    @Override
    public void require() {
      claim.require();
    }

    @Override
    public void distrusts(String deliveryId) {
      claim.distrust(deliveryId);
    }

    @Override
    public boolean isDistrusted(String deliveryId) {
      return claim.isDistrusted(deliveryId);
    }
  }

  private DeliveryOrder fill(
      String flow, SourceDescription source, Instant date, DeliveryOrder.Again again) {
    return new DeliveryOrder(
        flow,
        source,
        bucket,
        objectKey.expand(flow, directories.apply(source.name()), date),
        sse,
        collision,
        contentType,
        Map.of(),
        tags,
        settings,
        access,
        again);
  }

  /** A message has the same key and the same delivery id whenever it comes. */
  DeliveryOrder fill(String flow, SourceMessage message) {
    return new DeliveryOrder(
        flow,
        message.description(),
        bucket,
        objectKey.expand(flow, message),
        sse,
        collision,
        message.contentType() == null ? contentType : message.contentType(),
        message.metadata(),
        tags,
        settings,
        access,
        again(flow, message));
  }

  private static DeliveryOrder.Again again(String flow, SourceMessage message) {
    String id = message.deliveryId(flow);
    return message.batch() == null
        ? new DeliveryOrder.Again(id, message.redelivered(), () -> {}, message.place())
        : DeliveryOrder.Again.together(id, message.redelivered(), message.batch().marks());
  }
}
