package org.saddlebag.s3.posture;

/**
 * Whether old versions are kept.
 *
 * @param enabled each write makes a version; false where it never was on or is suspended
 * @param suspended it was on once
 * @param mfaDelete whether versions go only with a second factor
 */
public record VersionKeeping(boolean enabled, boolean suspended, boolean mfaDelete) {}
