/**
 * Policies that keep others out of a flow's bucket and keys, and grant the flow what it needs.
 *
 * <p>Does: make ready documents for S3, IAM, KMS and VPC endpoints from what a flow does, each
 * statement with its reason and source; refuse placeholders and what a store does not evaluate.
 * Does not: read configuration, ask or change anything at AWS. May import: the value types of
 * {@code s3}, {@code errors}, Jackson.
 */
package org.saddlebag.safeguard.policy;
