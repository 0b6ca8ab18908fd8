package org.saddlebag.camel.endpoint;

import java.io.Closeable;
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

/** The files of an archive, one after the other. Camel closes it. */
final class ZipMessages implements Iterator<Message>, Closeable {

  private final Exchange exchange;
  private final ZipInputStream zip;
  private ZipEntry next;

  ZipMessages(Exchange exchange, ZipInputStream zip) {
    this.exchange = exchange;
    this.zip = zip;
  }

  @Override
  public boolean hasNext() {
    try {
      while (next == null || next.isDirectory()) {
        next = zip.getNextEntry();
        if (next == null) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Message next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Message message = new DefaultMessage(exchange.getContext());
    exchange.getMessage().getHeaders().forEach(message::setHeader);
    message.setHeader(Exchange.FILE_NAME, OutputName.checked(next.getName()));
    message.setBody(new Entry(zip));
    next = null;
    return message;
  }

  @Override
  public void close() throws IOException {
    zip.close();
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
