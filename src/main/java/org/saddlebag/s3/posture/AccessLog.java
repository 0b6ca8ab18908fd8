package org.saddlebag.s3.posture;

/**
 * Where server access logs go.
 *
 * @param bucket the bucket
 * @param prefix of the logs' keys, may be empty
 */
public record AccessLog(String bucket, String prefix) {}
