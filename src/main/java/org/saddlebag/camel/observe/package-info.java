/**
 * What operators see: health, metrics, and the alarm of a flow that sees nothing.
 *
 * <p>Does: open Camel's management server as the settings say, and no wider; tell Camel's health
 * checks and Micrometer what the ledger, the clients, the buffers and the audit trail know. Does
 * not: measure anything itself on the way of a delivery, or ask the store while it answers. May
 * import: {@code camel}, {@code camel.watch}, {@code settings}, {@code keys}, {@code s3}, {@code
 * delivery}, {@code audit}, {@code errors}, Camel, Micrometer (its only importer), Vert.x (its only
 * importer).
 */
package org.saddlebag.camel.observe;
