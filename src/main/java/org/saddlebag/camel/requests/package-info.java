/**
 * Requests for objects in an SQS queue: each is worked off with the steps of {@code
 * open-to-directory}, and answered.
 *
 * <p>Does: find what is asked for, remember what a request has had delivered, ask for archived
 * objects and put the request off until they are there, reply. Does not: fetch, open or publish by
 * itself, know SQS's client. May import: {@code camel}, {@code camel.sqs}, {@code camel.s3object},
 * {@code camel.output}, {@code requests}, {@code sqs}, {@code delivery}, {@code s3}, {@code keys}
 * for its error codes, {@code settings}, {@code errors}, Camel.
 */
package org.saddlebag.camel.requests;
