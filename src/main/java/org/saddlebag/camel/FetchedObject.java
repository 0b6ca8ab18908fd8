package org.saddlebag.camel;

import java.io.IOException;
import java.io.InputStream;
import org.saddlebag.s3.ObjectBody;
import org.saddlebag.s3.ObjectHead;

/**
 * An object on its way from the store, as a message body. Deliberately no stream: Camel would copy
 * a stream into its cache, and with it content that nobody has verified.
 *
 * @param body the object; closed with this
 */
public record FetchedObject(ObjectBody body) implements AutoCloseable {

  /**
   * What the store said of it.
   *
   * @return never null
   */
  public ObjectHead head() {
    return body.head();
  }

  /**
   * The bytes at rest.
   *
   * @return to be read once
   */
  public InputStream content() {
    return body;
  }

  @Override
  public void close() throws IOException {
    body.close();
  }

  @Override
  public String toString() {
    return head().address().toString();
  }
}
