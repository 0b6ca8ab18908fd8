package org.saddlebag.s3;

import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A listing that asks for a page only when it is read that far. */
final class Listing implements Iterator<ListedObject> {

  private final S3Client s3;
  private final ObjectAddress where;
  private final EncodingType encoding;
  private Iterator<S3Object> pages;

  /** With {@code encoded}, keys travel URL-encoded, so that XML can carry every one of them. */
  Listing(S3Client s3, String bucket, String prefix, boolean encoded) {
    this.s3 = s3;
    this.where = new ObjectAddress(bucket, prefix);
    this.encoding = encoded ? EncodingType.URL : null;
  }

  Stream<ListedObject> stream() {
    int traits = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, traits), false);
  }

  @Override
  public boolean hasNext() {
    return StoreTroubles.run(StoreAct.LIST, where, () -> pages().hasNext());
  }

  @Override
  public ListedObject next() {
    S3Object object = StoreTroubles.run(StoreAct.LIST, where, () -> pages().next());
    return new ListedObject(
        new ObjectAddress(where.bucket(), object.key()),
        object.size(),
        StoreAnswer.unquoted(object.eTag()),
        object.lastModified());
  }

  private Iterator<S3Object> pages() {
    if (pages == null) {
      ListObjectsV2Request request =
          ListObjectsV2Request.builder()
              .bucket(where.bucket())
              .prefix(where.key())
              .encodingType(encoding)
              .build();
      pages = s3.listObjectsV2Paginator(request).contents().iterator();
    }
    return pages;
  }
}
