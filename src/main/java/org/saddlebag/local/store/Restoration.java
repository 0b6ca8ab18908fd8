package org.saddlebag.local.store;

/**
 * A copy of an archived object that can be read for a time.
 *
 * @param askedMillis when it was asked for, milliseconds since 1970; it is there some time later
 * @param expiresMillis until when it can be read
 */
public record Restoration(long askedMillis, long expiresMillis) {}
