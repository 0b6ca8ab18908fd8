package org.saddlebag.camel.datakey;

import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultEndpoint;
import org.saddlebag.envelope.Opener;
import org.saddlebag.envelope.Sealer;
import org.saddlebag.format.SealedFormat;

/** Make a one-time data key for the object in hand, or unwrap the one it was sealed with. */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "data-key",
    title = "Data Key",
    syntax = "data-key:operation/masterKey",
    producerOnly = true,
    category = {Category.CLOUD, Category.SECURITY})
public final class DataKeyEndpoint extends DefaultEndpoint {

  @UriPath(description = "Whether a data key is made or unwrapped.")
  @Metadata(required = true)
  private DataKeyOperation operation;

  @UriPath(
      description =
          "The configured name of the master key that wraps the new data key. Unwrapping needs none:"
              + " the object's envelope names the key.")
  private String masterKey;

  @UriParam(defaultValue = "v3", description = "The format that is written.")
  private SealedFormat format = SealedFormat.v3;

  @UriParam(
      defaultValue = "refuse",
      description = "When unwrapping: what happens to an object that nobody sealed.")
  private UnsealedObjects unsealed = UnsealedObjects.refuse;

  @UriParam(
      prefix = "context.",
      multiValue = true,
      description =
          "Encryption context for AWS KMS over the master key's own, as context.NAME=VALUE. Whoever"
              + " reads the object must know it.")
  private Map<String, String> context = Map.of();

  DataKeyEndpoint(String uri, DataKeyComponent component) {
    super(uri, component);
  }

  @Override
  public Producer createProducer() {
    return switch (operation) {
      case generate ->
          new GenerateDataKey(
              this, CamelContextHelper.mandatoryFindSingleByType(getCamelContext(), Sealer.class));
      case unwrap ->
          new UnwrapDataKey(
              this, CamelContextHelper.mandatoryFindSingleByType(getCamelContext(), Opener.class));
    };
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("data-key has no consumer; use it with to:");
  }

  public DataKeyOperation getOperation() {
    return operation;
  }

  public void setOperation(DataKeyOperation operation) {
    this.operation = operation;
  }

  public String getMasterKey() {
    return masterKey;
  }

  public void setMasterKey(String masterKey) {
    this.masterKey = masterKey;
  }

  public SealedFormat getFormat() {
    return format;
  }

  public void setFormat(SealedFormat format) {
    this.format = format;
  }

  public UnsealedObjects getUnsealed() {
    return unsealed;
  }

  public void setUnsealed(UnsealedObjects unsealed) {
    this.unsealed = unsealed;
  }

  public Map<String, String> getContext() {
    return context;
  }

  public void setContext(Map<String, String> context) {
    this.context = Map.copyOf(context);
  }
}
