/**
 * Judges a bucket, its keys, the way to them and our own rights.
 *
 * <p>Does: checks as small values, each with a severity, the controls it stands for and a mend;
 * reports as text, JSON and SARIF. Does not: ask anybody, or change anything; what was seen is
 * handed in. Source of control ids: CIS Amazon Web Services Foundations Benchmark 6.0 and 7.0; AWS
 * Security Hub, controls of Amazon S3 and AWS KMS. May import: {@code aws} (facts and answers),
 * {@code s3.posture}, {@code keys.kms} (its posture), {@code errors}, Jackson.
 */
package org.saddlebag.safeguard.check;
