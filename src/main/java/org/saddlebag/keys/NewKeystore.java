package org.saddlebag.keys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import javax.crypto.KeyGenerator;
import org.saddlebag.errors.FileUnavailable;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.errors.Refused;

/** Makes a new PKCS#12 keystore with one random AES-256 key. */
public final class NewKeystore {

  private NewKeystore() {}

  /**
   * Makes the file, readable by its owner only. It is there whole or not at all.
   *
   * @param file must not exist; its folder must
   * @param alias stored in lower case
   * @param password protects file and key; the array stays the caller's, who wipes it
   * @throws Refused if the file exists
   * @throws FileUnavailable if it cannot be written
   */
  public static void create(Path file, String alias, char[] password) {
    byte[] bytes = keystore(alias, password);
    try {
      Path folder = file.toAbsolutePath().getParent();
      // A temporary file has mode 0600 from its first moment.
      Path temporary = Files.createTempFile(folder, ".keystore-", ".tmp");
      try {
        writeDurably(temporary, bytes);
        publish(temporary, file);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (FileAlreadyExistsException e) {
      throw new Refused(KeyError.FILE_EXISTS, "keystore %s exists already".formatted(file));
    } catch (IOException e) {
      throw new FileUnavailable(
          KeyError.FILE_UNWRITABLE, "keystore %s cannot be written".formatted(file), e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Unlike a move, a link never replaces what another process made meanwhile. */
  private static void publish(Path temporary, Path file) throws IOException {
    try {
      Files.createLink(file, temporary);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (FileSystemException | UnsupportedOperationException e) {
      // Some file systems have no links.
      Files.move(temporary, file);
    }
  }

  private static byte[] keystore(String alias, char[] password) {
    try {
      KeyGenerator generator = KeyGenerator.getInstance("AES");
      generator.init(8 * AesMasterKey.KEY_LENGTH_BYTES);
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, password);
      store.setKeyEntry(alias, generator.generateKey(), password, null);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      store.store(bytes, password);
      return bytes.toByteArray();
    } catch (GeneralSecurityException | IOException e) {
      throw new KeyUnavailable(
          KeyError.NOT_A_KEYSTORE, "this machine cannot make a PKCS#12 keystore", false, e);
    }
  }

  private static void writeDurably(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }
}
