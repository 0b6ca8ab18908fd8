/**
 * What our clients of services share.
 *
 * <p>Does: trust (a CA bundle instead of the platform's authorities), our own certificate (mTLS),
 * transport (TLS versions, proxy, timeouts, retries, connections), what a handshake came to, the
 * credentials chain, the rules of an endpoint, and words for what fails before a service answers
 * and for what one answers. Does not: know a service, its error codes or ours; read settings. May
 * import: {@code errors} and those parts of the AWS SDK that know no service, with the HTTP client
 * under them.
 */
package org.saddlebag.aws;
