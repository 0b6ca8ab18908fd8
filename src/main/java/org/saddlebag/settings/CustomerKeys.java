package org.saddlebag.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.keys.KeystoreKeys;
import org.saddlebag.s3.CustomerKey;

/** Takes the configured customer keys (SSE-C) out of their keystores. */
final class CustomerKeys {

  private CustomerKeys() {}

  /**
   * All keys.
   *
   * @throws KeyUnavailable if one can't be had, or is not of 256 bits
   */
  static Map<String, CustomerKey> of(List<CustomerKeySettings> settings) {
    Map<String, CustomerKey> keys = new TreeMap<>();
    settings.forEach(key -> keys.put(key.name(), customerKey(key)));
    return keys;
  }

  private static CustomerKey customerKey(CustomerKeySettings key) {
    byte[] bytes = new KeystoreKeys(key.keystore(), key.password()::read).secret(key.alias());
    try {
      if (bytes.length != CustomerKey.LENGTH_BYTES) {
        throw new KeyUnavailable(
            SettingsError.CUSTOMER_KEY_LENGTH,
            "customer key '%s' (alias '%s' of keystore %s) has %d bits, must have %d"
                .formatted(
                    key.name(),
                    key.alias(),
                    key.keystore(),
                    bytes.length * Byte.SIZE,
                    CustomerKey.LENGTH_BYTES * Byte.SIZE));
      }
      return new CustomerKey(key.name(), bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
