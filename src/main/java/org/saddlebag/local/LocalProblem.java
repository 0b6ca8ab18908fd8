package org.saddlebag.local;

import org.saddlebag.errors.ErrorCode;

/** Why the stand-ins do not start. */
public enum LocalProblem implements ErrorCode {
  /** The folder cannot be read or written, or what lies in it is damaged. */
  LOCAL_FOLDER_UNUSABLE("Give read and write access to the folder, or name an empty one."),
  /** The port is taken. */
  LOCAL_PORT_TAKEN("Stop the other program, or choose another port; 0 takes any free one.");

  private final String fix;

  LocalProblem(String fix) {
    this.fix = fix;
  }

  @Override
  public String fix() {
    return fix;
  }
}
