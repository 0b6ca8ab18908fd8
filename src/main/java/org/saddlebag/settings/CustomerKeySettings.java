package org.saddlebag.settings;

import java.nio.file.Path;

/**
 * One customer key (SSE-C) as configured.
 *
 * @param name {@code [a-z0-9-]+}
 * @param keystore PKCS#12, absolute
 * @param alias of an AES key of 256 bits in it
 * @param password opens the keystore
 */
public record CustomerKeySettings(String name, Path keystore, String alias, Secret password) {}
