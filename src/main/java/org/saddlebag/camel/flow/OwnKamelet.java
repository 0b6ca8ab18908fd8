package org.saddlebag.camel.flow;

import org.saddlebag.camel.endpoint.SealSink;

/** Our Kamelets, and the templates that the flows behind them are made from. */
enum OwnKamelet {
  /** Seals what a route hands it. */
  SEAL_SINK("saddlebag-seal-sink", "endpoint-to-s3", "source", SealSink.JOINT),
  /** Opens objects for a route; listens where its file says. */
  OPEN_SOURCE("saddlebag-open-source", "s3-to-endpoint", "target", "direct:saddlebag-open-source-");

  private final String id;
  private final String template;
  private final String end;
  private final String joint;

  OwnKamelet(String id, String template, String end, String joint) {
    this.id = id;
    this.template = template;
    this.end = end;
    this.joint = joint;
  }

  /** Its name in URIs. */
  String id() {
    return id;
  }

  /** The template of its flows. */
  String template() {
    return template;
  }

  /** The parameter of the template that is the Kamelet's to give: the other end of the flow. */
  String end() {
    return end;
  }

  /** What that parameter is for a flow. */
  String joint(String flow) {
    return joint + flow;
  }

  /** Whether a route begins with it. */
  boolean isSource() {
    return this == OPEN_SOURCE;
  }

  static OwnKamelet of(String id) {
    for (OwnKamelet each : values()) {
      if (each.id.equals(id)) {
        return each;
      }
    }
    throw new IllegalArgumentException(id);
  }
}
