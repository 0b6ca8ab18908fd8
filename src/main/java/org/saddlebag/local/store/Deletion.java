package org.saddlebag.local.store;

/**
 * What a delete did.
 *
 * @param versionId the version that was removed or made, or null where the bucket has none
 * @param deleteMarker whether that version is a delete marker
 */
public record Deletion(String versionId, boolean deleteMarker) {}
