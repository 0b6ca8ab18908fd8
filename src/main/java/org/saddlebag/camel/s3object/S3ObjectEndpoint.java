package org.saddlebag.camel.s3object;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.CamelContextHelper;
import org.saddlebag.camel.SubDirectories;
import org.saddlebag.delivery.CollisionPolicy;
import org.saddlebag.delivery.ObjectDelivery;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ObjectStore;
import org.saddlebag.s3.ServerSideEncryption;
import org.saddlebag.s3.StoreAccess;
import org.saddlebag.settings.ObjectSettingsText;

/**
 * Deliver sealed content as an object and prove that the store holds it, fetch an object, or find
 * the objects under a prefix.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "s3-object",
    title = "S3 Object",
    syntax = "s3-object:bucket",
    category = {Category.CLOUD, Category.FILE})
public final class S3ObjectEndpoint extends ObjectPollEndpoint {

  @UriPath(description = "The bucket.")
  @Metadata(required = true)
  private String bucket;

  @UriParam(label = "producer", defaultValue = "put", description = "What the step does.")
  private S3ObjectOperation operation = S3ObjectOperation.put;

  @UriParam(
      label = "producer",
      defaultValue = "{path}",
      description =
          "How the object key is made: text with {date:PATTERN} (UTC), {path}, {directory}, {name},"
              + " {stem}, {extension}, {flow}, of messages with {messageId} and {header:NAME}. Names are"
              + " never evaluated.")
  private String objectKey = "{path}";

  @UriParam(
      label = "producer",
      defaultValue = "kept",
      description = "Whether the directories in the source's name are kept.")
  private SubDirectories directories = SubDirectories.kept;

  @UriParam(
      label = "common",
      defaultValue = "none",
      description =
          "How S3 encrypts the object at rest: none (the bucket's default), sse-s3, sse-kms[:KEY],"
              + " dsse-kms[:KEY] or sse-c:NAME. When reading: none, or sse-c:NAME for the customer"
              + " key that the objects were stored with.")
  private String sse = "none";

  @UriParam(
      label = "producer",
      defaultValue = "",
      description = "Additional encryption context of sse-kms and dsse-kms, NAME=VALUE,NAME=VALUE.")
  private String sseContext = "";

  @UriParam(
      label = "producer",
      defaultValue = "",
      enums = "true,false",
      description =
          "Whether sse-kms uses an S3 bucket key; the bucket's default where it is empty.")
  private String sseBucketKey = "";

  @UriParam(
      label = "producer",
      defaultValue = "number",
      enums = "overwrite,refuse,number",
      description =
          "What happens when the object key is taken: the newest wins, the delivery fails, or the"
              + " object gets a number.")
  private CollisionPolicy collision = CollisionPolicy.NUMBER;

  @UriParam(
      label = "producer",
      defaultValue = "application/octet-stream",
      description = "The object's media type.")
  private String contentType = "application/octet-stream";

  @UriParam(
      label = "common",
      defaultValue = "",
      description =
          "Tags as NAME=VALUE,NAME=VALUE: of the new object, or, with after=tag, of a delivered one.")
  private String tags = "";

  @UriParam(
      label = "producer",
      description = "A bean with the object's storage class, headers, ACL and lock.")
  private ObjectForm object;

  @UriParam(
      label = "producer",
      defaultValue = "full",
      enums = "full,write-only",
      description = "Whether the step may look at objects, or only write them.")
  private String access = "full";

  @UriParam(
      label = "common",
      defaultValue = "",
      description = "The AWS account that must own the bucket, 12 digits; empty for any.")
  private String expectedOwner = "";

  @UriParam(
      label = "common",
      defaultValue = "false",
      description = "Whether we pay for requests and transfer in somebody else's bucket.")
  private String requesterPays = "false";

  S3ObjectEndpoint(String uri, S3ObjectComponent component) {
    super(uri, component);
  }

  @Override
  public Producer createProducer() {
    return switch (operation) {
      case put -> new PutObject(this, OrderForm.of(this), one(ObjectDelivery.class));
      case get -> new GetObject(this, store());
    };
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    ObjectPoll consumer = new ObjectPoll(this, processor, store());
    configureConsumer(consumer);
    return consumer;
  }

  private <T> T one(Class<T> type) {
    return CamelContextHelper.mandatoryFindSingleByType(getCamelContext(), type);
  }

  private ObjectStore store() {
    return one(ObjectStore.class).as(storeAccess());
  }

  /** In what capacity the store is spoken to. */
  StoreAccess storeAccess() {
    return ObjectSettingsText.access(expectedOwner, requesterPays, access);
  }

  /** The kind of server-side encryption; customer keys are found in the registry by name. */
  ServerSideEncryption serverSideEncryption() {
    return new SseParameters(sse, sseContext, sseBucketKey)
        .toWrite(SseParameters.keysIn(getCamelContext()));
  }

  /** The customer key that is read with, or null. */
  CustomerKey customerKey() {
    return new SseParameters(sse, "", "").toRead(SseParameters.keysIn(getCamelContext()));
  }

  public String getBucket() {
    return bucket;
  }

  public void setBucket(String bucket) {
    this.bucket = bucket;
  }

  public S3ObjectOperation getOperation() {
    return operation;
  }

  public void setOperation(S3ObjectOperation operation) {
    this.operation = operation;
  }

  public String getObjectKey() {
    return objectKey;
  }

  public void setObjectKey(String objectKey) {
    this.objectKey = objectKey;
  }

  public SubDirectories getDirectories() {
    return directories;
  }

  public void setDirectories(SubDirectories directories) {
    this.directories = directories;
  }

  public String getSse() {
    return sse;
  }

  public void setSse(String sse) {
    this.sse = sse;
  }

  public String getSseContext() {
    return sseContext;
  }

  public void setSseContext(String sseContext) {
    this.sseContext = sseContext;
  }

  public String getSseBucketKey() {
    return sseBucketKey;
  }

  public void setSseBucketKey(String sseBucketKey) {
    this.sseBucketKey = sseBucketKey;
  }

  public CollisionPolicy getCollision() {
    return collision;
  }

  public void setCollision(CollisionPolicy collision) {
    this.collision = collision;
  }

  public String getContentType() {
    return contentType;
  }

  public void setContentType(String contentType) {
    this.contentType = contentType;
  }

  public String getTags() {
    return tags;
  }

  public void setTags(String tags) {
    this.tags = tags;
  }

  public ObjectForm getObject() {
    return object;
  }

  public void setObject(ObjectForm object) {
    this.object = object;
  }

  public String getAccess() {
    return access;
  }

  public void setAccess(String access) {
    this.access = access;
  }

  public String getExpectedOwner() {
    return expectedOwner;
  }

  public void setExpectedOwner(String expectedOwner) {
    this.expectedOwner = expectedOwner;
  }

  public String getRequesterPays() {
    return requesterPays;
  }

  public void setRequesterPays(String requesterPays) {
    this.requesterPays = requesterPays;
  }
}
