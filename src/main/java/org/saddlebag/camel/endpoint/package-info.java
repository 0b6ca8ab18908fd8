/**
 * Any Camel endpoint as a source or a target.
 *
 * <p>Does: turn whatever a consumer of Camel hands in into a {@code SourceMessage} that can be read
 * at every attempt, and drop all else that came with it; give the consumer its own message back
 * when the exchange ends; open an object into a spool and hand it to a producer under a safe name;
 * call a flow for the Kamelet that seals; offer zip archives as beans. Does not: know any
 * component, decide on keys or proof, show a URI's secrets. May import: {@code camel}, {@code
 * camel.queue}, {@code camel.s3object}, {@code delivery}, {@code envelope}, {@code s3}, {@code
 * errors}, Camel.
 *
 * <p>The exchange of a source ends behind the store's proof, on the thread that brought it. So
 * consumers that let go of their source when an exchange is done do it then and not before.
 */
package org.saddlebag.camel.endpoint;
