package org.saddlebag.local.store;

import java.util.Map;

/**
 * An object that is about to become visible.
 *
 * @param key the object key
 * @param content the content, whose files are in the data folder already
 * @param attributes headers and encryption
 * @param tags the tag set
 */
public record NewObject(
    String key, Content content, Attributes attributes, Map<String, String> tags) {}
