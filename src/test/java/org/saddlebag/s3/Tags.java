package org.saddlebag.s3;

import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.Tag;

/** The tags of an object, read behind the store's back. */
final class Tags {

  private Tags() {}

  static Map<String, String> of(StoreUnderTest under, String key) {
    return under
        .raw()
        .getObjectTagging(get -> get.bucket(under.bucket()).key(key))
        .tagSet()
        .stream()
        .collect(Collectors.toMap(Tag::key, Tag::value));
  }
}
