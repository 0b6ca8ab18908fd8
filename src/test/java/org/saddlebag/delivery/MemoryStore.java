package org.saddlebag.delivery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.StoreUnavailable;
import org.saddlebag.s3.CustomerKey;
import org.saddlebag.s3.ListedObject;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.s3.ObjectBody;
import org.saddlebag.s3.ObjectHead;
import org.saddlebag.s3.ObjectStore;
import org.saddlebag.s3.ProofLevel;
import org.saddlebag.s3.PutOptions;
import org.saddlebag.s3.StoreAccess;
import org.saddlebag.s3.StoreError;
import org.saddlebag.s3.StoreProfile;
import org.saddlebag.s3.StoredObject;
import org.saddlebag.s3.UploadListener;

/** A store in memory, for the logic around it; its troubles are switched on by tests. */
final class MemoryStore implements ObjectStore {

  static final int PART_BYTES = 100;

  record Held(byte[] bytes, PutOptions options) {}

  final Map<String, Held> objects = new ConcurrentHashMap<>();
  final Map<String, ObjectAddress> uploads = new ConcurrentHashMap<>();
  final AtomicInteger heads = new AtomicInteger();
  final AtomicInteger puts = new AtomicInteger();
  volatile boolean denyHeads;
  volatile boolean refusesTakenKeys;
  volatile boolean loseAnswer;
  volatile boolean refuseAborts;
  volatile ProofLevel proof = ProofLevel.FULL_OBJECT_CHECKSUM;
  volatile String saysSse;
  volatile Runnable beforeCommit = () -> {};
  volatile Runnable afterCommit = () -> {};

  @Override
  public ObjectStore as(StoreAccess access) {
    return this;
  }

  @Override
  public StoreProfile profile() {
    return StoreProfile.AWS;
  }

  @Override
  public StoredObject put(
      ObjectAddress target,
      InputStream content,
      long lengthBytes,
      PutOptions options,
      UploadListener listener) {
    puts.incrementAndGet();
    boolean parts = lengthBytes >= PART_BYTES || listener.inParts();
    String upload = parts ? UUID.randomUUID().toString() : "";
    byte[] bytes = upload.isEmpty() ? all(content) : inParts(target, upload, content, listener);
    beforeCommit.run();
    if (parts && !uploads.containsKey(upload)) {
      throw new StoreUnavailable(StoreError.UPLOAD_GONE, "aborted meanwhile", true, null);
    }
    boolean refuse = options.overwrite() == PutOptions.Overwrite.REFUSE;
    Held held = new Held(bytes, options);
    if (refuse && objects.putIfAbsent(target.key(), held) != null) {
      uploads.remove(upload);
      throw new Refused(StoreError.OBJECT_EXISTS, target + " exists");
    }
    objects.put(target.key(), held);
    uploads.remove(upload);
    afterCommit.run();
    if (loseAnswer) {
      loseAnswer = false;
      throw new StoreUnavailable(StoreError.TIMED_OUT, "no answer", true, null);
    }
    StoredObject stored =
        new StoredObject(
            target, bytes.length, "etag", "CRC32C:AAAAAA==", proof, saysSse, null, 0, "request-1");
    listener.objectStored(stored);
    return stored;
  }

  @Override
  public void restore(
      ObjectAddress source, CustomerKey customerKey, int days, org.saddlebag.s3.RestoreTier tier) {
    throw new UnsupportedOperationException("nothing here is archived");
  }

  @Override
  public boolean refusesTakenKeys(long lengthBytes) {
    return refusesTakenKeys && lengthBytes >= 0 && lengthBytes < PART_BYTES;
  }

  private byte[] inParts(
      ObjectAddress target, String id, InputStream content, UploadListener listener) {
    uploads.put(id, target);
    try {
      listener.uploadCreated(target, id);
      List<byte[]> parts = new ArrayList<>();
      int total = 0;
      for (byte[] part = part(content); part.length > 0; part = part(content)) {
        parts.add(part);
        total += part.length;
        listener.partStored(parts.size());
      }
      listener.completes(target);
      byte[] bytes = new byte[total];
      int at = 0;
      for (byte[] part : parts) {
        System.arraycopy(part, 0, bytes, at, part.length);
        at += part.length;
      }
      return bytes;
    } catch (RuntimeException e) {
      uploads.remove(id);
      throw e;
    }
  }

  private static byte[] part(InputStream content) {
    try {
      return content.readNBytes(PART_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] all(InputStream content) {
    try {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ObjectHead head(ObjectAddress source, CustomerKey customerKey) {
    heads.incrementAndGet();
    if (denyHeads) {
      throw new Refused(StoreError.ACCESS_DENIED, "may not look at " + source);
    }
    Held held = objects.get(source.key());
    if (held == null) {
      throw new Refused(StoreError.NO_SUCH_OBJECT, "no " + source);
    }
    return new ObjectHead(
        source,
        held.bytes().length,
        "etag",
        Instant.EPOCH,
        null,
        held.options().metadata(),
        saysSse,
        null,
        "request-2");
  }

  @Override
  public ObjectBody get(ObjectAddress source, CustomerKey customerKey) {
    ObjectHead head = head(source, customerKey);
    InputStream bytes = new ByteArrayInputStream(objects.get(source.key()).bytes());
    return new ObjectBody() {
      @Override
      public ObjectHead head() {
        return head;
      }

      @Override
      public int read() throws IOException {
        return bytes.read();
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return bytes.read(target, offset, length);
      }
    };
  }

  @Override
  public ObjectBody getRange(
      ObjectAddress source, CustomerKey key, long fromByte, long toByte, String ifMatch) {
    throw new UnsupportedOperationException("not needed here");
  }

  @Override
  public Stream<ListedObject> list(String bucket, String prefix) {
    return new TreeMap<>(objects)
        .entrySet().stream()
            .filter(each -> each.getKey().startsWith(prefix))
            .map(
                each ->
                    new ListedObject(
                        new ObjectAddress(bucket, each.getKey()),
                        each.getValue().bytes().length,
                        "etag",
                        Instant.EPOCH));
  }

  @Override
  public StoredObject copy(
      ObjectAddress source,
      CustomerKey sourceKey,
      String ifMatch,
      ObjectAddress target,
      PutOptions options) {
    throw new UnsupportedOperationException("not needed here");
  }

  @Override
  public void delete(ObjectAddress target) {
    objects.remove(target.key());
  }

  @Override
  public void tag(ObjectAddress target, Map<String, String> tags) {
    throw new UnsupportedOperationException("not needed here");
  }

  @Override
  public void abort(ObjectAddress target, String uploadId) {
    if (refuseAborts) {
      throw new StoreUnavailable(StoreError.UNREACHABLE, "no way to the store", true, null);
    }
    uploads.remove(uploadId);
  }

  @Override
  public List<String> uploads(ObjectAddress target) {
    return uploads.entrySet().stream()
        .filter(each -> each.getValue().equals(target))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public void requireBucket(String bucket) {}

  @Override
  public void close() {}
}
