package org.saddlebag.camel.flow;

import java.util.Optional;
import org.saddlebag.errors.Refused;

/** Judges the bucket of a flow before the flow begins. */
@FunctionalInterface
public interface Preflight {

  /**
   * Judges.
   *
   * @param flow with placeholders resolved and its template's defaults
   * @param level {@code critical}, {@code high}, {@code medium} or {@code low}
   * @return why the flow must not begin; empty where it may
   * @throws org.saddlebag.errors.SaddlebagException where nothing could be looked at
   */
  Optional<Refused> refusal(FlowDeclaration flow, String level);
}
