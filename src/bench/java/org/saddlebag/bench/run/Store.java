package org.saddlebag.bench.run;

import java.util.HashMap;
import java.util.Map;

/**
 * How every client is told about the store: the same credentials, and no others found by chance.
 */
final class Store {

  private Store() {}

  static Map<String, String> environment(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("AWS_ACCESS_KEY_ID", "AKIABENCH");
    environment.put("AWS_SECRET_ACCESS_KEY", "bench");
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("AWS_CONFIG_FILE", "/dev/null");
    environment.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    return environment;
  }
}
