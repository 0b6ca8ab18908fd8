package org.saddlebag.camel.kafka;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.saddlebag.camel.Bodies;
import org.saddlebag.camel.queue.Intake;
import org.saddlebag.camel.queue.MessageError;
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
    RecordSettings settings = parcel.queue().settings();
    if (new RecordLines(settings).tooLarge(record)) {
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
        lines.stream().mapToLong(line -> line.length).sum(),
        contentType(
            parcel.queue().settings().format() == LineFormat.records
                ? "application/x-ndjson"
                : "text/plain; charset=utf-8"),
        Map.of(),
        Map.of(),
        () -> stream(lines),
        parcel.place(null));
  }

  /** The lines one behind the other, without another copy of them. */
  private static InputStream stream(List<byte[]> lines) {
    return new SequenceInputStream(
        Collections.enumeration(lines.stream().map(ByteArrayInputStream::new).toList()));
  }
}
