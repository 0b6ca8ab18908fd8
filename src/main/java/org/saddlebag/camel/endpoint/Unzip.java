package org.saddlebag.camel.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.CamelContextHelper;
import org.saddlebag.camel.DeliveryState;
import org.saddlebag.camel.Slot;
import org.saddlebag.delivery.Disk;
import org.saddlebag.delivery.OutputName;
import org.saddlebag.errors.OneLine;
import org.saddlebag.errors.Refused;

/**
 * Takes a zip archive apart, for Camel's {@code split}. The whole archive is gone through first:
 * where a name leads out of its directory, or more comes out than is allowed, or it is no archive,
 * nothing of it is seen. A bean for routes of the user's own.
 */
public final class Unzip implements CamelContextAware {

  private static final int PIECE_BYTES = 64 * 1024;

  private CamelContext context;
  private DeliveryState state;
  private long maxBytes = 1L << 30;
  private int maxEntries = 10_000;

  /**
   * The files in the archive that is the body.
   *
   * @param exchange its body may be bytes, a file or a stream
   * @return a message for each file, with its content as a stream and its name as {@code
   *     CamelFileName}; each is to be read before the next
   * @throws Refused {@code ZIP_TOO_LARGE}, {@code ZIP_UNREADABLE} or {@code BAD_OUTPUT_NAME}
   * @throws IOException if the body can't be read
   */
  public Iterator<Message> entries(Exchange exchange) throws IOException {
    ArrivedContent archive =
        ArrivedContent.of(
            exchange,
            exchange.getMessage().getBody(),
            new ArrivedContent.Limits(Long.MAX_VALUE, state.directory()));
    int files = check(archive);
    ZipInputStream zip = open(archive.open().get());
    Slot.closeWhenDone(exchange, zip);
    return new ZipMessages(exchange, zip, files);
  }

  private static ZipInputStream open(InputStream archive) {
    return new ZipInputStream(archive, StandardCharsets.UTF_8);
  }

  /** How many files there are, all of them fit to be seen. */
  private int check(ArrivedContent archive) throws IOException {
    int entries = 0;
    int files = 0;
    long bytes = 0;
    Set<String> names = new HashSet<>();
    byte[] piece = new byte[PIECE_BYTES];
    try (ArchiveEnd whole = new ArchiveEnd(archive.open().get());
        ZipInputStream zip = open(whole)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory()) {
          OutputName.checked(entry.getName());
          files++;
          requireOnce(names.add(entry.getName()), entry.getName());
        }
        require(++entries <= maxEntries, "%d entries".formatted(maxEntries));
        for (int count = zip.read(piece); count >= 0; count = zip.read(piece)) {
          bytes += count;
          require(bytes <= maxBytes, "%d bytes".formatted(maxBytes));
        }
      }
      requireAll(entries, whole.entries());
    } catch (ZipException | IllegalArgumentException e) {
      throw new Refused(
          EndpointError.ZIP_UNREADABLE, "the archive can't be read: " + e.getMessage(), e);
    } catch (java.io.EOFException e) {
      throw new Refused(
          EndpointError.ZIP_UNREADABLE, "the archive ends too early: " + Disk.reason(e), e);
    }
    return files;
  }

  private static void requireOnce(boolean once, String name) {
    if (!once) {
      throw new Refused(
          EndpointError.ZIP_UNREADABLE, "the archive holds '%s' twice".formatted(OneLine.of(name)));
    }
  }

  /** The reading of entries ends where something else begins, be it in the middle. */
  private static void requireAll(int found, int told) {
    if (found == 0) {
      throw new Refused(EndpointError.ZIP_UNREADABLE, "the content is no archive, or an empty one");
    }
    if (told != ArchiveEnd.UNTOLD && told != found) {
      throw new Refused(
          EndpointError.ZIP_UNREADABLE,
          told < 0
              ? "the archive has no end, or something behind it"
              : "%d of the archive's %d entries can be read".formatted(found, told));
    }
  }

  private static void require(boolean holds, String most) {
    if (!holds) {
      throw new Refused(
          EndpointError.ZIP_TOO_LARGE,
          "the archive holds more than the %s allowed".formatted(most));
    }
  }

  /**
   * How much may come out.
   *
   * @param bytes of all files together, 1 GiB by default
   */
  public void setMaxBytes(long bytes) {
    maxBytes = bytes;
  }

  /**
   * How many files and directories may come out.
   *
   * @param entries 10,000 by default
   */
  public void setMaxEntries(int entries) {
    maxEntries = entries;
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
