package org.saddlebag.delivery;

/** What happens with symbolic links among the sources. */
public enum LinkPolicy {
  /** A link is refused. */
  REFUSE,
  /** A link to a file inside the flow's directory is read, one to the outside refused. */
  INSIDE,
  /** Every link to a file is read, wherever it leads. */
  FOLLOW
}
