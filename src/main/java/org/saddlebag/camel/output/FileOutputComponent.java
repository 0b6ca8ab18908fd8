package org.saddlebag.camel.output;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Lets verified files appear in a directory. */
@Component("file-output")
public final class FileOutputComponent extends DefaultComponent {

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    FileOutputEndpoint endpoint = new FileOutputEndpoint(uri, this);
    endpoint.setDirectory(remaining);
    setProperties(endpoint, parameters);
    return endpoint;
  }
}
