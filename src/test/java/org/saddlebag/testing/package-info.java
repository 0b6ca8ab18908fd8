/**
 * Real servers, for the tests that are tagged {@code servers}.
 *
 * <p>Does: find a server that is running and say how to start one where none is. Does not: start or
 * stop servers, skip tests. May import: the AWS SDK.
 */
package org.saddlebag.testing;
