package org.saddlebag.s3;

import java.io.IOException;
import java.io.InputStream;

/**
 * An object that is being read. Closing it before the end drops the connection instead of reading
 * on, so that giving up on a large object is cheap.
 */
public abstract class ObjectBody extends InputStream {

  /**
   * What the store said of the object in the same answer.
   *
   * @return never null; its length is the whole object's, for ranged reads too
   */
  public abstract ObjectHead head();

  @Override
  public abstract int read(byte[] target, int offset, int length) throws IOException;
}
