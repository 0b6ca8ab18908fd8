package org.saddlebag.camel.watch;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Takes each file of a directory once it is whole. */
@Component("directory-watch")
public final class DirectoryWatchComponent extends DefaultComponent {

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    DirectoryWatchEndpoint endpoint = new DirectoryWatchEndpoint(uri, this);
    endpoint.setDirectory(remaining);
    setProperties(endpoint, parameters);
    return endpoint;
  }
}
