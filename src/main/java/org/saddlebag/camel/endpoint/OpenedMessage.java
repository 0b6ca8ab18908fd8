package org.saddlebag.camel.endpoint;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultMessage;
import org.saddlebag.camel.Slots;
import org.saddlebag.camel.SubDirectories;
import org.saddlebag.camel.queue.send.DeliveryId;
import org.saddlebag.camel.queue.send.PropertyNames;
import org.saddlebag.delivery.DeliveryError;
import org.saddlebag.delivery.OutputName;
import org.saddlebag.errors.Refused;
import org.saddlebag.s3.ObjectHead;

/**
 * What an opened object is as a message: its content, a file name that stays inside of any
 * directory, and the metadata that the flow chose. Nothing else of the object becomes a header.
 *
 * @param metadata the user metadata that become headers
 * @param directories what becomes of the directories in its name
 * @param contentType the media type, empty for none
 */
record OpenedMessage(List<String> metadata, SubDirectories directories, String contentType) {

  /** The header with what tells one delivery from every other. */
  static final String DELIVERY_ID = "SaddlebagDeliveryId";

  static OpenedMessage of(String metadata, SubDirectories directories, String contentType) {
    return new OpenedMessage(PropertyNames.parse(metadata), directories, contentType);
  }

  Message make(Exchange exchange, CamelContext context) {
    ObjectHead object = Slots.OBJECT.of(exchange);
    Message message = new DefaultMessage(context);
    message.setBody(new SpooledStream(OpenContent.SPOOL.of(exchange)));
    headers(Slots.flowOf(exchange), object, name(exchange)).forEach(message::setHeader);
    return message;
  }

  String name(Exchange exchange) {
    return OutputName.checked(directories.apply(Slots.NAME.of(exchange)));
  }

  private Map<String, Object> headers(String flow, ObjectHead object, String name) {
    Map<String, Object> headers = new TreeMap<>();
    headers.put(Exchange.FILE_NAME, name);
    headers.put("SaddlebagFlow", flow);
    headers.put(DELIVERY_ID, DeliveryId.of(flow, object).text());
    if (!contentType.isBlank()) {
      headers.put(Exchange.CONTENT_TYPE, contentType);
    }
    for (String chosen : metadata) {
      String value = object.metadata().get(chosen);
      if (value != null) {
        headers.put(chosen, printable(object, chosen, value));
      }
    }
    return headers;
  }

  /** A line break would begin a header of its own in many protocols. */
  private static String printable(ObjectHead object, String name, String value) {
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new Refused(
          DeliveryError.BAD_OUTPUT_NAME,
          "%s has a control character in its metadata '%s'".formatted(object.address(), name));
    }
    return value;
  }
}
