package org.saddlebag.camel.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.support.CamelContextHelper;
import org.saddlebag.camel.DeliveryState;
import org.saddlebag.camel.Slot;
import org.saddlebag.delivery.NumberedName;
import org.saddlebag.delivery.OutputName;
import org.saddlebag.delivery.Spool;

/**
 * Puts files into one zip archive, for Camel's {@code pollEnrich} within a loop: all is one
 * exchange, so that the files are let go when that has ended, behind the proof. Camel's {@code
 * aggregate} would let go of them at once. A bean for routes of the user's own.
 */
public final class ZipTogether implements AggregationStrategy, CamelContextAware {

  /** The property of the exchange that says whether to look for another file. */
  public static final String MORE = "more";

  private static final Slot<Archive> ARCHIVE =
      new Slot<>("saddlebag.archive", Archive.class, "the putting together");

  private CamelContext context;
  private DeliveryState state;
  private int maxEntries = 1000;
  private long maxBytes = 1L << 30;

  /** An archive in the making, with the names that it has. */
  private record Archive(Spool spool, ZipOutputStream zip, Set<String> names) {}

  /**
   * Adds a file.
   *
   * @param all the exchange
   * @param fileOrNull the file's, or null where there was none
   * @return the exchange
   */
  @Override
  public Exchange aggregate(Exchange all, Exchange fileOrNull) {
    if (fileOrNull == null) {
      all.setProperty(MORE, false);
      return all;
    }
    Archive archive = ARCHIVE.in(all).orElseGet(() -> begin(all));
    try {
      add(archive, fileOrNull);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    all.setProperty(
        MORE, archive.names().size() < maxEntries && archive.spool().sizeBytes() < maxBytes);
    return all;
  }

  private Archive begin(Exchange all) {
    Spool spool = Spool.in(state.directory());
    Slot.closeWhenDone(all, spool);
    Archive archive = new Archive(spool, new ZipOutputStream(spool), new HashSet<>());
    ARCHIVE.put(all, archive);
    return archive;
  }

  private static void add(Archive archive, Exchange file) throws IOException {
    String wished =
        OutputName.checked(file.getMessage().getHeader(Exchange.FILE_NAME, String.class));
    String name = wished;
    for (int number = 1; !archive.names().add(name); number++) {
      name = NumberedName.of(wished, number);
    }
    archive.zip().putNextEntry(new ZipEntry(name));
    try (InputStream content = file.getMessage().getMandatoryBody(InputStream.class)) {
      content.transferTo(archive.zip());
    } catch (org.apache.camel.InvalidPayloadException e) {
      throw new IOException(e);
    }
    archive.zip().closeEntry();
  }

  /**
   * Ends the archive; it is the body afterwards, which is null where no file was there.
   *
   * @param exchange the exchange
   * @throws IOException if it can't be written
   */
  public void finish(Exchange exchange) throws IOException {
    Archive archive = ARCHIVE.in(exchange).orElse(null);
    if (archive == null) {
      exchange.getMessage().setBody(null);
      return;
    }
    archive.zip().finish();
    archive.spool().complete();
    exchange.getMessage().setBody(new SpooledStream(archive.spool()));
  }

  /**
   * How many files an archive may have.
   *
   * @param entries 1,000 by default
   */
  public void setMaxEntries(int entries) {
    maxEntries = entries;
  }

  /**
   * How long an archive grows; the file that goes beyond is still in it.
   *
   * @param bytes compressed, 1 GiB by default
   */
  public void setMaxBytes(long bytes) {
    maxBytes = bytes;
  }

  @Override
  public CamelContext getCamelContext() {
    return context;
  }

  @Override
  public void setCamelContext(CamelContext context) {
    this.context = context;
    this.state = CamelContextHelper.mandatoryFindSingleByType(context, DeliveryState.class);
  }
}
