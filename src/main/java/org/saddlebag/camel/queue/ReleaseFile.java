package org.saddlebag.camel.queue;

import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.saddlebag.camel.Slots;
import org.saddlebag.delivery.Receipt;
import org.saddlebag.delivery.ReferencedFile;
import org.saddlebag.delivery.ReferencedFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the file go that a delivered message has named, before the message is acknowledged. Where
 * the acknowledgement does not arrive, the message comes again, and its object is found in the
 * place of the file.
 */
public final class ReleaseFile implements Processor {

  private static final Logger LOG = LoggerFactory.getLogger("org.saddlebag.flow");

  private ReferencedFiles files;
  private AfterFile after = AfterFile.keep;
  private boolean recovered;

  @Override
  public void process(Exchange exchange) {
    if (after == AfterFile.keep || files == null) {
      return;
    }
    Receipt receipt = Slots.RECEIPT.of(exchange);
    recover();
    MessageSlots.FILE.in(exchange).ifPresent(file -> release(receipt, file));
  }

  /** Where the object was made before, another file may have the name by now. */
  private void release(Receipt receipt, ReferencedFile file) {
    if (receipt.evidence().recovered()) {
      LOG.warn(
          "{}: {} was delivered before; a file of this name, if there is one, stays",
          receipt.flow(),
          file);
    } else {
      file.file().ifPresent(files::delete);
    }
  }

  private synchronized void recover() {
    if (!recovered) {
      files.recover();
      recovered = true;
    }
  }

  /**
   * Where messages name files.
   *
   * @param directory empty for nowhere
   */
  public void setFilesBelow(String directory) {
    files = directory.isBlank() ? null : new ReferencedFiles(Path.of(directory));
  }

  /**
   * What becomes of the file.
   *
   * @param after what
   */
  public void setAfterFile(AfterFile after) {
    this.after = after;
  }
}
