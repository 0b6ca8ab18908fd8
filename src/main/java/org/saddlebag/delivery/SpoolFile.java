package org.saddlebag.delivery;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import org.saddlebag.errors.Damaged;

/**
 * A file without a name, under a key that serves it alone: whatever ends the process, the file goes
 * with it and nobody reads it. The digest of what was written is kept in memory and compared when
 * it is read. Written by one thread; each stream is read by one.
 */
final class SpoolFile implements Closeable {

  private static final int KEY_BITS = 256;
  private static final int BLOCK_BYTES = 16;
  private static final int PIECE_BYTES = 64 * 1024;

  private final Path folder;
  private final FileChannel channel;
  private final SecretKey key;
  private final Cipher encrypt;
  private final MessageDigest digest;
  private byte[] written;

  private SpoolFile(Path folder, FileChannel channel) throws GeneralSecurityException {
    this.folder = folder;
    this.channel = channel;
    KeyGenerator keys = KeyGenerator.getInstance("AES");
    keys.init(KEY_BITS);
    this.key = keys.generateKey();
    this.encrypt = cipher(Cipher.ENCRYPT_MODE);
    this.digest = MessageDigest.getInstance("SHA-256");
  }

  static SpoolFile create(Path folder) throws IOException {
    Disk.createDirectories(folder);
    Path path = Files.createTempFile(folder, "spool-", "");
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      Files.delete(path);
      return new SpoolFile(folder, channel);
    } catch (IOException | GeneralSecurityException e) {
      channel.close();
      throw e instanceof IOException io ? io : new IOException(e);
    }
  }

  /** The key serves one file, so that its counter may begin at zero. */
  private Cipher cipher(int mode) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
    cipher.init(mode, key, new IvParameterSpec(new byte[BLOCK_BYTES]));
    return cipher;
  }

  void write(byte[] bytes, int offset, int length) throws IOException {
    digest.update(bytes, offset, length);
    byte[] sealed = encrypt.update(bytes, offset, length);
    ByteBuffer buffer = ByteBuffer.wrap(sealed == null ? new byte[0] : sealed);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** Nothing more comes. */
  void end() {
    written = digest.digest();
  }

  InputStream open() {
    try {
      return new Reader();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("what could encrypt can decrypt", e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private final class Reader extends InputStream {

    private final Cipher decrypt = cipher(Cipher.DECRYPT_MODE);
    private final MessageDigest seen = MessageDigest.getInstance("SHA-256");
    private long position;
    private boolean ended;

    Reader() throws GeneralSecurityException {}

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, target.length);
      if (length == 0) {
        return 0;
      }
      ByteBuffer piece = ByteBuffer.allocate(Math.min(length, PIECE_BYTES));
      int count = ended ? -1 : channel.read(piece, position);
      if (count < 0) {
        requireUnchanged();
        return -1;
      }
      position += count;
      byte[] plain = decrypt.update(piece.array(), 0, count);
      seen.update(plain, 0, count);
      System.arraycopy(plain, 0, target, offset, count);
      return count;
    }

    /** The end is what completes an upload: it is not reported over bytes that somebody changed. */
    private void requireUnchanged() {
      if (!ended && !MessageDigest.isEqual(seen.digest(), written)) {
        throw new Damaged(
            DeliveryError.SPOOL_DAMAGED,
            "what was spooled in %s is not what comes back".formatted(folder));
      }
      ended = true;
    }
  }
}
