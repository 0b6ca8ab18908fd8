/**
 * Objects on disk.
 *
 * <p>Does: keep buckets, object versions and multipart uploads under one folder; stream bodies to
 * and from files; make a put visible with one rename; compute ETags and checksums. Does not: speak
 * HTTP or XML, or judge who may do what. Nothing is forced to the platter: state outlives the
 * process, not a power cut. May import: {@code java.*}, jackson.
 */
package org.saddlebag.local.store;
