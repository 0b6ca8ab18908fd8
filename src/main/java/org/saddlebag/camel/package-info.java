/**
 * The visible side: Camel components, processors and the flows they stand in.
 *
 * <p>Does: turn messages into calls of {@code envelope}, {@code s3} and {@code delivery}, and their
 * answers into messages; watch directories and prefixes; start and check flows. Does not: decide
 * how something is sealed, stored, proven or published. Only bodies of known types and exchange
 * properties of our own steer a step, never a header: headers come from strangers. May import:
 * everything save {@code cli} and {@code local}; with {@code Main} it is the only importer of
 * {@code org.apache.camel}.
 */
package org.saddlebag.camel;
