package org.saddlebag.keys;

import org.saddlebag.content.DataKey;

/**
 * A data key that was wrapped. Whoever receives it destroys the plaintext.
 *
 * @param plaintext the data key
 * @param use which master key unwrapped it
 */
public record UnwrappedDataKey(DataKey plaintext, KeyUse use) {}
