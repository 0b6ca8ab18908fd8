package org.saddlebag.aws;

import org.saddlebag.errors.ErrorCode;

/**
 * What a service's failures are called before it is spoken to.
 *
 * @param caBundle the code where the CA bundle is of no use
 * @param clientCertificate the code where the client certificate is of no use
 */
public record TlsCodes(ErrorCode caBundle, ErrorCode clientCertificate) {}
