package org.saddlebag.s3.posture;

/**
 * Object lock of a bucket that has it.
 *
 * @param mode {@code GOVERNANCE} or {@code COMPLIANCE}; null where objects get none by default
 * @param days how long, or 0
 * @param years how long, or 0
 */
public record BucketLock(String mode, int days, int years) {}
