package org.saddlebag.delivery;

import java.nio.file.Path;
import java.util.List;
import org.saddlebag.s3.ObjectAddress;

/**
 * What failed and was put back to where flows find it.
 *
 * @param files the files, in their new places
 * @param objects the objects, which never left their places
 */
public record PutBack(List<Path> files, List<ObjectAddress> objects) {

  /** Copies the lists. */
  public PutBack {
    files = List.copyOf(files);
    objects = List.copyOf(objects);
  }

  /**
   * How much it is.
   *
   * @return files and objects together
   */
  public int size() {
    return files.size() + objects.size();
  }
}
