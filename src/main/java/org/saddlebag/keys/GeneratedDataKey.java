package org.saddlebag.keys;

import org.saddlebag.content.DataKey;
import org.saddlebag.format.EncryptedDataKey;

/**
 * A fresh data key in both forms. Whoever receives it destroys the plaintext.
 *
 * @param plaintext the data key
 * @param encrypted the same key, wrapped
 * @param use which master key wrapped it
 */
public record GeneratedDataKey(DataKey plaintext, EncryptedDataKey encrypted, KeyUse use) {}
