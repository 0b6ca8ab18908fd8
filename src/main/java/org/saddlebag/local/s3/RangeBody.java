package org.saddlebag.local.s3;

import java.io.IOException;
import java.io.OutputStream;
import org.saddlebag.local.store.OpenContent;
import org.saddlebag.local.wire.Body;

/** A range on its way out; the files are held until it is closed. */
record RangeBody(OpenContent content, ByteRange range) implements Body {

  @Override
  public long length() {
    return range.length();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    content.writeTo(out, range.offset(), range.length());
  }

  @Override
  public void close() {
    content.close();
  }
}
