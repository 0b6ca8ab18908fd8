package org.saddlebag.camel.endpoint;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultMessage;
import org.saddlebag.delivery.OutputName;

/**
 * The files of an archive, one after the other. Camel asks whether there is another before it has
 * read this one, and would close then what can be closed: so nothing is looked at ahead, and the
 * archive is closed with the exchange.
 */
final class ZipMessages implements Iterator<Message> {

  private final Exchange exchange;
  private final ZipInputStream zip;
  private int left;

  ZipMessages(Exchange exchange, ZipInputStream zip, int files) {
    this.exchange = exchange;
    this.zip = zip;
    this.left = files;
  }

  @Override
  public boolean hasNext() {
    return left > 0;
  }

  @Override
  public Message next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    left--;
    Message message = new DefaultMessage(exchange.getContext());
    exchange.getMessage().getHeaders().forEach(message::setHeader);
    message.setHeader(Exchange.FILE_NAME, OutputName.checked(nextFile().getName()));
    message.setBody(new Entry(zip));
    return message;
  }

  private ZipEntry nextFile() {
    try {
      ZipEntry entry = zip.getNextEntry();
      while (entry != null && entry.isDirectory()) {
        entry = zip.getNextEntry();
      }
      if (entry == null) {
        throw new NoSuchElementException("the archive has become shorter");
      }
      return entry;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The content of one file; its end does not close the archive. */
  private static final class Entry extends FilterInputStream {
    Entry(ZipInputStream zip) {
      super(zip);
    }

    @Override
    public void close() {}
  }
}
