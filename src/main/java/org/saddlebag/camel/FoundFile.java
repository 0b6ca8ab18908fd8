package org.saddlebag.camel;

import java.io.File;
import java.nio.file.Path;
import org.apache.camel.component.file.GenericFile;

/**
 * A file that a watcher has found, as a message body. Deliberately none of Camel's file types: what
 * Camel can read, its tracers can show.
 *
 * @param root the watched directory, absolute
 * @param relative the file's path in it, with {@code /}
 */
public record FoundFile(Path root, String relative) {

  /**
   * A file of Camel's {@code file:} consumer. Goes by the file itself, as Camel's names for it turn
   * a backslash into a slash.
   *
   * @param file what Camel found, on this machine
   * @return the same file
   */
  public static FoundFile of(GenericFile<?> file) {
    Path root = Path.of(file.getEndpointPath()).toAbsolutePath().normalize();
    Path path = ((File) file.getFile()).toPath().toAbsolutePath().normalize();
    return new FoundFile(root, root.relativize(path).toString().replace(File.separatorChar, '/'));
  }

  /**
   * The file itself.
   *
   * @return absolute
   */
  public Path path() {
    return root.resolve(relative);
  }

  @Override
  public String toString() {
    return path().toString();
  }
}
