package org.saddlebag.cli;

import java.nio.file.Path;
import java.util.List;
import org.saddlebag.delivery.PutBack;
import org.saddlebag.settings.Services;
import org.saddlebag.settings.Settings;

/** Runs the declared flows; {@code Main} hands in an implementation over Camel. */
public interface FlowRunner {

  /**
   * Runs all flows until the interruption is requested or, with {@code once}, until there is
   * nothing left to deliver; then stops them cleanly.
   *
   * @param services all parts; closed by the caller
   * @param routes the YAML files of templates and flows
   * @param once whether to work off what is there and return
   * @param listener is told of every delivery
   * @param interruption asks to stop
   * @throws org.saddlebag.errors.SaddlebagException if templates or flows are wrong; nothing was
   *     begun then
   */
  void run(
      Services services,
      List<Path> routes,
      boolean once,
      FlowListener listener,
      Interruption interruption);

  /**
   * Puts failed files back to where their flows find them, and lets flows try failed objects again.
   *
   * @param services all parts; closed by the caller
   * @param routes the YAML files of templates and flows
   * @param flow one flow's name, or null for all
   * @return what was put back
   * @throws org.saddlebag.errors.SaddlebagException if there is no such flow
   */
  PutBack retry(Services services, List<Path> routes, String flow);

  /**
   * Reads how a flow is declared; starts nothing, and asks nobody for keys or objects.
   *
   * @param settings the configuration, in the scope {@code DECLARED} or {@code WHOLE}
   * @param routes the YAML files of templates and flows
   * @param flow its name
   * @return the flow
   * @throws org.saddlebag.errors.SaddlebagException if there is no such flow, or it is wrong
   */
  DeclaredFlow declared(Settings settings, List<Path> routes, String flow);

  /**
   * Lets a flow take up no work, in a process that runs and in all that follow, or go on.
   *
   * @param services all parts; closed by the caller
   * @param routes the YAML files of templates and flows
   * @param flow its name
   * @param paused true to pause it, false to let it go on
   * @return false if it was so before
   * @throws org.saddlebag.errors.SaddlebagException if there is no such flow
   */
  boolean pause(Services services, List<Path> routes, String flow, boolean paused);
}
