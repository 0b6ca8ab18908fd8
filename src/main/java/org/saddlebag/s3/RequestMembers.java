package org.saddlebag.s3;

import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** Members of the SDK's request builders by their names in S3's API model. */
final class RequestMembers {

  private RequestMembers() {}

  /** Sets those that the operation has; a null value leaves a member alone. */
  static void set(SdkPojo builder, Map<String, Object> members) {
    for (SdkField<?> field : builder.sdkFields()) {
      Object value = members.get(field.memberName());
      if (value != null) {
        field.set(builder, value);
      }
    }
  }
}
