package org.saddlebag.local.s3;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.List;
import org.saddlebag.local.store.ObjectVersion;
import org.saddlebag.local.wire.Body;
import org.saddlebag.local.wire.Header;

/**
 * The object's MD5 in sixteen bytes behind the body, which the AWS SDK for Java asks for with every
 * plain get ({@code x-amz-te: append-md5}) and compares. Only where the ETag is that MD5.
 */
record Md5Tail(Body body, String md5Hex) implements Body {

  private static final String APPEND = "append-md5";
  private static final int MD5_BYTES = 16;

  static boolean isWanted(S3Request request, ObjectVersion version) {
    return request.headers().get("x-amz-te", "").equals(APPEND)
        && request.http().method().equals("GET")
        && version.content().etagIsMd5();
  }

  static List<Header> header() {
    return List.of(new Header("x-amz-transfer-encoding", APPEND));
  }

  @Override
  public long length() {
    return body.length() + MD5_BYTES;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    body.writeTo(out);
    out.write(HexFormat.of().parseHex(md5Hex));
  }

  @Override
  public void close() {
    body.close();
  }
}
