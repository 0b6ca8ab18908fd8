package org.saddlebag.audit;

/**
 * What is not as it was written.
 *
 * @param kind of what kind
 * @param file the file, or the lane's folder
 * @param line its line, from 1; 0 where it is about the whole file
 * @param what one sentence
 */
public record Finding(Kind kind, String file, long line, String what) {

  /** Kinds of findings. */
  public enum Kind {
    /** A line, or a file, has other bytes than were written. */
    CHANGED,
    /** Lines or files are missing. */
    GAP,
    /** A line stands where none was written, or not there. */
    MISPLACED,
    /** The end is missing. */
    CUT,
    /** No signature, or none by the key of the certificate. */
    NOT_SIGNED,
    /** An object is not as its receipt says. */
    OBJECT,
    /** It could not be checked. */
    UNCHECKED
  }

  @Override
  public String toString() {
    String place = line == 0 ? file : file + " line " + line;
    return place
        + ": "
        + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
        + ": "
        + what;
  }
}
