package org.saddlebag.cli;

import org.saddlebag.settings.ConfigFolder;

/** Tells a newcomer what is happening. */
final class TryReport extends FlowReport {

  private final Console console;
  private final TryFolder place;

  TryReport(Console console, Interruption interruption, TryFolder place) {
    super(console, interruption);
    this.console = console;
    this.place = place;
  }

  @Override
  public void started(int flows) {
    super.started(flows);
    ConfigFolder config = place.config();
    console.note("drop files here:    " + place.inbox());
    console.note("they come back at:  " + place.outbox());
    console.note(
        "look at one:        saddlebag inspect --config "
            + config.path()
            + " s3://"
            + TryFolder.BUCKET
            + "/NAME");
    console.note("Ctrl-C ends it.");
  }

  @Override
  public void delivered(String flow, String what) {
    super.delivered(flow, what);
    console.note(flow + ": " + what);
  }
}
