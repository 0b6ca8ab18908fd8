package org.saddlebag.camel.queue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultMessage;
import org.saddlebag.camel.DeliveryState;
import org.saddlebag.camel.FlowLedger;
import org.saddlebag.camel.MetadataNames;
import org.saddlebag.camel.Slots;
import org.saddlebag.delivery.DeliveryError;
import org.saddlebag.delivery.MessageBatch;
import org.saddlebag.delivery.ObjectKeyTemplate;
import org.saddlebag.delivery.ReferencedFile;
import org.saddlebag.delivery.ReferencedFiles;
import org.saddlebag.delivery.SourceMessage;
import org.saddlebag.errors.Refused;

/**
 * Takes a received message up. What the steps behind it see is a new message without any header
 * whose body is the source; of the old one nothing gets through but its content and the headers
 * that the flow names.
 */
public abstract class Intake implements Processor, CamelContextAware {

  /** What no file system takes, and more than that, names no file. */
  private static final int LONGEST_PATH = 8192;

  private CamelContext context;
  private FlowLedger ledger;
  private DeliveryState state;
  private Set<String> wanted = Set.of();
  private List<String> metadata = List.of();
  private Set<String> keyHeaders = Set.of();
  private String contentType = "";
  private ReferencedFiles files;
  private String fileHeader = "";
  private int attempts = 1;

  /** For each kind of queue. */
  protected Intake() {}

  /**
   * Begins the delivery, with a new message that has nothing yet.
   *
   * @param exchange as it came
   * @param id the message's
   */
  protected final void begin(Exchange exchange, String id) {
    begin(exchange, id, null);
  }

  /**
   * Begins the delivery of several messages together, which are the body of a new message.
   *
   * @param exchange as it came
   * @param gathered the messages, at least one
   */
  protected final void begin(Exchange exchange, GatheredLines gathered) {
    SourceMessage source = gathered.source(contentType(gathered.mediaType()));
    begin(exchange, gathered.toString(), source.batch());
    gathered.waitsNoMore(ledger);
    MessageSlots.BATCH.put(exchange, source.batch());
    exchange.getMessage().setBody(source);
  }

  private void begin(Exchange exchange, String id, MessageBatch batchOrNull) {
    String flow = flow(exchange);
    ledger.begins(flow);
    exchange
        .getExchangeExtension()
        .addOnCompletion(new MessageCompletion(flow, id, batchOrNull, ledger, state));
    Slots.FLOW.put(exchange, flow);
    MessageSlots.ATTEMPTS.put(exchange, attempts);
    exchange.setMessage(new DefaultMessage(exchange));
  }

  /** The route that takes it up; who called it by {@code direct:} is not the flow. */
  private static String flow(Exchange exchange) {
    UnitOfWork work = exchange.getUnitOfWork();
    Route taking = work == null ? null : work.getRoute();
    return taking == null ? exchange.getFromRouteId() : taking.getRouteId();
  }

  /**
   * What the process keeps.
   *
   * @return its state
   */
  protected final DeliveryState state() {
    return state;
  }

  /**
   * The headers that the flow's object key and metadata are made from.
   *
   * @return their names
   */
  protected final Collection<String> wanted() {
    return wanted;
  }

  /**
   * What becomes user metadata, which has names in lower case only.
   *
   * @param headers of the message
   * @return by name
   */
  protected final Map<String, String> metadata(Map<String, String> headers) {
    Map<String, String> chosen = new TreeMap<>();
    for (String name : metadata) {
      if (headers.containsKey(name)) {
        chosen.put(name.toLowerCase(Locale.ROOT), headers.get(name));
      }
    }
    return chosen;
  }

  /**
   * The media type of the object.
   *
   * @param otherwise where the flow does not say it
   * @return never empty
   */
  protected final String contentType(String otherwise) {
    return contentType.isBlank() ? otherwise : contentType;
  }

  /**
   * What is delivered: the message, or the file that it names where the flow says so.
   *
   * @param exchange the message's
   * @param message with its own content
   * @return the message, with its own content or the file's
   * @throws Refused if it names no file, or none that it may name
   * @throws IOException if its content can't be read
   */
  protected final SourceMessage referenced(Exchange exchange, SourceMessage message)
      throws IOException {
    if (files == null) {
      return message;
    }
    ReferencedFile file = files.find(fileNamedBy(message));
    MessageSlots.FILE.put(exchange, file);
    return file.of(message, contentType("application/octet-stream"));
  }

  private String fileNamedBy(SourceMessage message) throws IOException {
    if (!fileHeader.isEmpty()) {
      return message
          .header(fileHeader)
          .orElseThrow(
              () ->
                  new Refused(
                      DeliveryError.HEADER_MISSING,
                      "%s lacks the header '%s', which names its file"
                          .formatted(message, fileHeader)));
    }
    try (InputStream content = message.stream()) {
      return new String(content.readNBytes(LONGEST_PATH), StandardCharsets.UTF_8).strip();
    }
  }

  private void want() {
    Set<String> all = new HashSet<>(keyHeaders);
    all.addAll(metadata);
    if (!fileHeader.isEmpty()) {
      all.add(fileHeader);
    }
    wanted = Set.copyOf(all);
  }

  /**
   * Which headers object keys are made from.
   *
   * @param objectKey the flow's template
   */
  public void setObjectKey(String objectKey) {
    keyHeaders = ObjectKeyTemplate.parse(objectKey).headers();
    want();
  }

  /**
   * Where messages name files, in the place of their content.
   *
   * @param directory empty for nowhere
   */
  public void setFilesBelow(String directory) {
    files = directory.isBlank() ? null : new ReferencedFiles(Path.of(directory));
  }

  /**
   * Which header names the file.
   *
   * @param name empty where the content does
   */
  public void setFileHeader(String name) {
    fileHeader = name.strip();
    want();
  }

  /**
   * Which headers become user metadata.
   *
   * @param names separated by commas
   */
  public void setMetadata(String names) {
    metadata = MetadataNames.parse(names);
    want();
  }

  /**
   * How often a delivery is tried.
   *
   * @param attempts in all, from 1
   */
  public void setAttempts(int attempts) {
    this.attempts = attempts;
  }

  /**
   * The media type of all objects.
   *
   * @param type empty where the kind of the message tells
   */
  public void setContentType(String type) {
    contentType = type;
  }

  @Override
  public CamelContext getCamelContext() {
    return context;
  }

  @Override
  public void setCamelContext(CamelContext context) {
    this.context = context;
    this.ledger = CamelContextHelper.mandatoryFindSingleByType(context, FlowLedger.class);
    this.state = CamelContextHelper.mandatoryFindSingleByType(context, DeliveryState.class);
  }
}
