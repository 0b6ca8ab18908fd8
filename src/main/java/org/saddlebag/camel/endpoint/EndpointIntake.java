package org.saddlebag.camel.endpoint;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.TypeConversionException;
import org.saddlebag.camel.queue.Intake;
import org.saddlebag.delivery.DeliveryError;
import org.saddlebag.delivery.Disk;
import org.saddlebag.delivery.ObjectKeyTemplate;
import org.saddlebag.delivery.SourceMessage;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;

/**
 * Takes up what a consumer of Camel hands in, as the source of a flow. Of its headers only those
 * get through that the flow names for its object keys, its metadata and its identity, as text and
 * nothing else.
 */
public final class EndpointIntake extends Intake {

  private List<String> id = List.of();
  private boolean named;
  private long mostBytes = Long.MAX_VALUE;

  @Override
  public void process(Exchange exchange) {
    Message arrived = exchange.getMessage();
    String name = arrived.getHeader(Exchange.FILE_NAME, String.class);
    begin(exchange, name == null ? exchange.getExchangeId() : name);
    exchange.getExchangeExtension().addOnCompletion(new ArrivedMessage(arrived));
    exchange.getMessage().setBody(source(exchange, arrived, content(exchange, arrived)));
  }

  /**
   * The content. What can't be read now is not tried again here, as half of it may be gone.
   *
   * @throws Refused if it can't be read, or is too large
   */
  private ArrivedContent content(Exchange exchange, Message arrived) {
    try {
      return ArrivedContent.of(
          exchange, arrived.getBody(), new ArrivedContent.Limits(mostBytes, state().directory()));
    } catch (IOException e) {
      throw unreadable(Disk.reason(e), e);
    } catch (TypeConversionException e) {
      throw unreadable(e.getMessage(), e);
    } catch (SaddlebagException e) {
      throw e.retryable() ? unreadable(e.what(), e) : e;
    }
  }

  private static Refused unreadable(String why, Exception e) {
    return new Refused(EndpointError.BODY_UNREADABLE, "the content could not be read: " + why, e);
  }

  private SourceMessage source(Exchange exchange, Message arrived, ArrivedContent content) {
    Map<String, String> headers = new TreeMap<>();
    for (String name : wanted()) {
      text(arrived.getHeader(name)).ifPresent(value -> headers.put(name, value));
    }
    if (named) {
      text(arrived.getHeader(Exchange.FILE_NAME))
          .ifPresent(value -> headers.put(SourceMessage.PATH, value));
    }
    return new SourceMessage(
        id.isEmpty() ? exchange.getExchangeId() : identity(arrived),
        sent(arrived),
        false,
        content.sizeBytes(),
        contentType(content.mediaType()),
        headers,
        metadata(headers),
        content.open());
  }

  /** Two lists of values never become the same text. */
  private String identity(Message arrived) {
    List<String> values = new ArrayList<>();
    for (String name : id) {
      String value =
          text(arrived.getHeader(name))
              .filter(text -> !text.isEmpty())
              .orElseThrow(
                  () ->
                      new Refused(
                          DeliveryError.HEADER_MISSING,
                          "there is no header '%s', by which the flow knows what comes again"
                              .formatted(name)));
      values.add(id.size() == 1 ? value : value.replace("\\", "\\\\").replace("|", "\\|"));
    }
    return String.join("|", values);
  }

  /** What is to be known again needs a time of its own, not that of its arrival. */
  private Instant sent(Message arrived) {
    Object stamp = arrived.getHeader(Exchange.MESSAGE_TIMESTAMP);
    if (stamp instanceof Long millis && millis > 0) {
      return Instant.ofEpochMilli(millis);
    }
    return id.isEmpty() ? Instant.now() : null;
  }

  private static Optional<String> text(Object value) {
    if (value instanceof Date date) {
      return Optional.of(date.toInstant().toString());
    }
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? Optional.of(value.toString())
        : Optional.empty();
  }

  @Override
  public void setObjectKey(String objectKey) {
    super.setObjectKey(objectKey);
    named = ObjectKeyTemplate.parse(objectKey).namesFiles();
  }

  /**
   * By which headers one content is told from another.
   *
   * @param names separated by commas; empty where each exchange is a delivery of its own
   */
  public void setId(String names) {
    id = Arrays.stream(names.split(",")).map(String::strip).filter(n -> !n.isEmpty()).toList();
  }

  /**
   * The largest content.
   *
   * @param bytes from 1
   */
  public void setMaxMessageBytes(long bytes) {
    mostBytes = bytes;
  }
}
