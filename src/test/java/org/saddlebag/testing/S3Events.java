package org.saddlebag.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * Event notifications in the forms of the Amazon S3 User Guide, "Event message structure" and
 * "EventBridge event message structure", and of the Amazon SNS Developer Guide.
 */
public final class S3Events {

  private S3Events() {}

  /** As S3 sends it; the key as S3 encodes it. */
  public static String created(String bucket, String encodedKey, String eTagOrNull) {
    return """
    {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"eu-central-1",\
    "eventTime":"2026-11-28T10:00:00.000Z","eventName":"ObjectCreated:Put",\
    "userIdentity":{"principalId":"AWS:AIDAEXAMPLE"},\
    "requestParameters":{"sourceIPAddress":"127.0.0.1"},\
    "responseElements":{"x-amz-request-id":"C3D13FE58DE4C810"},\
    "s3":{"s3SchemaVersion":"1.0","configurationId":"new-objects",\
    "bucket":{"name":"%s","ownerIdentity":{"principalId":"A3NL1KOZZKExample"},"arn":"arn:aws:s3:::%s"},\
    "object":{"key":"%s","size":1024%s,"versionId":"096fKKXTRTtl3on89fVO.nfljtsv6qko",\
    "sequencer":"0055AED6DCD90281E5"}}}]}
    """
        .formatted(
            bucket,
            bucket,
            encodedKey,
            eTagOrNull == null ? "" : ",\"eTag\":\"" + eTagOrNull + "\"");
  }

  /** As EventBridge sends it; the key as JSON has it. */
  public static String ofEventBridge(String bucket, String key, String eTagOrNull) {
    return """
    {"version":"0","id":"17793124-05d4-b198-2fde-7ededc63b103","detail-type":"Object Created",\
    "source":"aws.s3","account":"111122223333","time":"2026-11-28T10:00:00Z",\
    "region":"eu-central-1","resources":["arn:aws:s3:::%s"],\
    "detail":{"version":"0","bucket":{"name":"%s"},"object":{"key":"%s","size":5%s,\
    "version-id":"IYV3p45BT0ac8hjHg1houSdS1a.Mro8e","sequencer":"617f08299329d189"},\
    "request-id":"N4N7GDK58NMKJ12R","requester":"123456789012","reason":"PutObject"}}
    """
        .formatted(
            bucket, bucket, key, eTagOrNull == null ? "" : ",\"etag\":\"" + eTagOrNull + "\"");
  }

  /** As S3 sends it when somebody sets notifications up. */
  public static String test(String bucket) {
    return """
    {"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2026-11-28T10:00:00.000Z",\
    "Bucket":"%s","RequestId":"5582815E1AEA5ADF","HostId":"8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3e"}
    """
        .formatted(bucket);
  }

  /** The envelope that SNS puts around a message. */
  public static String throughSns(String message) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("Type", "Notification")
        .put("MessageId", "0d5a1c2e-7a65-5d4c-b1b8-443c8f4d8f0e")
        .put("TopicArn", "arn:aws:sns:eu-central-1:111122223333:new-objects")
        .put("Subject", "Amazon S3 Notification")
        .put("Message", message)
        .put("Timestamp", "2026-11-28T10:00:00.000Z")
        .put("SignatureVersion", "1")
        .toString();
  }
}
