package org.saddlebag.s3;

/** The body of an object without bytes, for which S3 knows no range. */
final class EmptyBody extends ObjectBody {

  private final ObjectHead head;

  EmptyBody(ObjectHead head) {
    this.head = head;
  }

  @Override
  public ObjectHead head() {
    return head;
  }

  @Override
  public int read() {
    return -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    return length == 0 ? 0 : -1;
  }
}
