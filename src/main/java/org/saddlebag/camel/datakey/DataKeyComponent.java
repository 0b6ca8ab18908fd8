package org.saddlebag.camel.datakey;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.PropertiesHelper;

/** Makes a one-time data key for the object in hand, or unwraps the one it was sealed with. */
@Component("data-key")
public final class DataKeyComponent extends DefaultComponent {

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    DataKeyEndpoint endpoint = new DataKeyEndpoint(uri, this);
    String[] path = remaining.split("/", 2);
    endpoint.setOperation(
        getCamelContext().getTypeConverter().mandatoryConvertTo(DataKeyOperation.class, path[0]));
    endpoint.setMasterKey(path.length == 2 ? path[1] : null);
    Map<String, String> context = new HashMap<>();
    PropertiesHelper.extractProperties(parameters, "context.")
        .forEach((name, value) -> context.put(name, String.valueOf(value)));
    endpoint.setContext(context);
    setProperties(endpoint, parameters);
    return endpoint;
  }
}
