package org.saddlebag.s3;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tagging;

/** Object tags as requests of their own. */
final class AwsTags {

  private final S3Client s3;

  AwsTags(S3Client s3) {
    this.s3 = s3;
  }

  void replace(ObjectAddress target, Map<String, String> tags) {
    Tagging tagging = Tagging.builder().tagSet(PutRequests.tagSet(tags)).build();
    StoreTroubles.run(
        StoreAct.TAG,
        target,
        () ->
            s3.putObjectTagging(
                put ->
                    put.bucket(target.bucket())
                        .key(target.key())
                        .versionId(target.versionId())
                        .tagging(tagging)));
  }

  Map<String, String> of(ObjectAddress source) {
    Map<String, String> tags = new TreeMap<>();
    StoreTroubles.run(
            StoreAct.READ_TAGS,
            source,
            () ->
                s3.getObjectTagging(
                    get ->
                        get.bucket(source.bucket())
                            .key(source.key())
                            .versionId(source.versionId())))
        .tagSet()
        .forEach(tag -> tags.put(tag.key(), tag.value()));
    return tags;
  }
}
