package org.saddlebag.camel.s3object;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Delivers sealed content into a bucket, fetches objects, and finds them under a prefix. */
@Component("s3-object")
public final class S3ObjectComponent extends DefaultComponent {

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    S3ObjectEndpoint endpoint = new S3ObjectEndpoint(uri, this);
    endpoint.setBucket(remaining);
    setProperties(endpoint, parameters);
    return endpoint;
  }
}
