package org.saddlebag.camel;

import org.saddlebag.errors.ErrorCode;

/** What can be wrong with routes and flows. */
public enum RouteError implements ErrorCode {
  /** A step ran before the one that it builds on. */
  STEP_MISSING("Put the named step before this one in the route."),
  /** A step got a body of a kind that it does not know. */
  UNKNOWN_BODY("Correct the order of the steps, or convert the body to bytes before this step."),
  /** The object was never sealed, and the flow does not let such objects pass. */
  NOT_SEALED("Remove the object from the prefix, or set the flow's parameter unsealed to pass."),
  /** The folder of the routes is missing or closed to us. */
  ROUTES_UNREADABLE("Name the folder that holds routes/ with --config, or restore routes/."),
  /** One or several flows are declared wrongly. */
  FLOWS_WRONG("Correct what is listed; routes/ describes every parameter of a template."),
  /** A command names a flow that nobody declared. */
  UNKNOWN_FLOW("Name a flow that routes/flows.yaml declares, by its routeId."),
  /** A flow that has no consumer of its own to be suspended. */
  NOT_PAUSABLE("Stop the route that calls the flow instead."),
  /** The routes could not be started. */
  START_FAILED("Read the cause and correct the route it names."),
  /** The endpoint for operators has no place to listen. */
  MANAGEMENT_PORT("Free the port, or correct camel.management.host and camel.management.port."),
  /** Camel listens by other ways than our settings. */
  LISTENER_UNWANTED(
      "Remove camel.server.* and camel.management.* from wherever they were given but"
          + " application.properties."),
  /** Something unforeseen happened within a delivery. */
  UNFORESEEN("Look at the log for the cause, mend it and retry the delivery.");

  private final String fix;

  RouteError(String fix) {
    this.fix = fix;
  }

  @Override
  public String fix() {
    return fix;
  }
}
