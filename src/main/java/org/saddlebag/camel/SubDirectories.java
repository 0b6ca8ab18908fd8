package org.saddlebag.camel;

/** What becomes of the directories in a name; the names are those of the endpoints' options. */
public enum SubDirectories {
  /** {@code a/b.txt} stays {@code a/b.txt}. */
  kept,
  /** {@code a/b.txt} becomes {@code b.txt}. */
  flattened;

  /**
   * The name under which something goes on.
   *
   * @param path with {@code /}
   * @return the whole path, or its last part
   */
  public String apply(String path) {
    return this == kept ? path : path.substring(path.lastIndexOf('/') + 1);
  }
}
