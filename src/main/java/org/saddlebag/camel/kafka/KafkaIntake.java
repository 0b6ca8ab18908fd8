package org.saddlebag.camel.kafka;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.saddlebag.camel.Bodies;
import org.saddlebag.camel.batch.BatchSettings;
import org.saddlebag.camel.batch.Lines;
import org.saddlebag.camel.queue.Intake;
import org.saddlebag.camel.queue.MessageError;
import org.saddlebag.delivery.DeliveryError;
import org.saddlebag.delivery.SourceMessage;
import org.saddlebag.errors.Refused;
import org.saddlebag.kafka.TopicRecord;

/** Takes up what our Kafka consumer has cut: a record, or a run of lines. */
public final class KafkaIntake extends Intake {

  @Override
  public void process(Exchange exchange) {
    Parcel parcel = Bodies.require(exchange, Parcel.class);
    begin(exchange, parcel.toString());
    KafkaSlots.TAKEN.put(exchange, parcel);
    exchange.getMessage().setBody(parcel.isLines() ? lines(parcel) : record(parcel));
  }

  private SourceMessage record(Parcel parcel) {
    TopicRecord record = parcel.first().record();
    BatchSettings settings = parcel.queue().settings();
    RecordLines lines = new RecordLines(settings);
    if (!settings.single() && lines.lacksTime(record)) {
      throw new Refused(
          DeliveryError.HEADER_MISSING,
          "record " + record + " has no time, and the object key shows the date");
    }
    if (lines.tooLarge(record)) {
      throw new Refused(
          MessageError.MESSAGE_TOO_LARGE,
          "the record has %d bytes, may have %d"
              .formatted(record.value().length, settings.maxMessageBytes()));
    }
    if (!settings.single()) {
      throw new Refused(
          MessageError.MESSAGE_NO_LINE, "the value of record " + record + " is no line of text");
    }
    byte[] content = record.value() == null ? new byte[0] : record.value();
    Map<String, String> headers = new TreeMap<>();
    for (String name : wanted()) {
      record.header(name).ifPresent(value -> headers.put(name, value));
    }
    return new SourceMessage(
        parcel.toString(),
        record.time(),
        parcel.likely(),
        content.length,
        contentType("application/octet-stream"),
        headers,
        metadata(headers),
        () -> new ByteArrayInputStream(content),
        parcel.place(TopicRecord.text(record.key()).orElse(null)));
  }

  private SourceMessage lines(Parcel parcel) {
    List<byte[]> lines = parcel.parts().stream().map(Gathered::line).toList();
    return new SourceMessage(
        parcel.toString(),
        parcel.first().time(),
        parcel.likely(),
        Lines.length(lines),
        contentType(new Lines(parcel.queue().settings().format()).mediaType()),
        Map.of(),
        Map.of(),
        () -> Lines.stream(lines),
        parcel.place(null));
  }
}
