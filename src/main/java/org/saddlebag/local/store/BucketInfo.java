package org.saddlebag.local.store;

/**
 * What is known of a bucket beside its objects.
 *
 * @param name the name
 * @param createdMillis milliseconds since 1970
 * @param versioning whether old versions are kept
 */
public record BucketInfo(String name, long createdMillis, Versioning versioning) {}
