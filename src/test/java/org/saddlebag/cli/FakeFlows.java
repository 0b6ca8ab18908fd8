package org.saddlebag.cli;

import java.nio.file.Path;
import java.util.List;
import org.saddlebag.delivery.PutBack;
import org.saddlebag.errors.Damaged;
import org.saddlebag.s3.ObjectAddress;
import org.saddlebag.settings.Services;
import org.saddlebag.settings.Settings;

/** Stands in for Camel where only what surrounds the flows is tested. */
final class FakeFlows implements FlowRunner {

  List<Path> routes;
  boolean once;
  String retried;
  String pausedFlow;
  int failures;
  RuntimeException refusal;
  DeclaredFlow declared;

  @Override
  public void run(
      Services services,
      List<Path> routes,
      boolean once,
      FlowListener listener,
      Interruption interruption) {
    this.routes = routes;
    this.once = once;
    if (refusal != null) {
      throw refusal;
    }
    listener.started(1);
    listener.delivered("invoices", "a.txt sealed as s3://b/a.txt");
    for (int i = 0; i < failures; i++) {
      listener.failed("invoices", "b.txt", new Damaged(CliError.NOTHING_FOUND, "it is no good"));
    }
  }

  @Override
  public PutBack retry(Services services, List<Path> routes, String flow) {
    this.routes = routes;
    this.retried = flow;
    return new PutBack(
        List.of(Path.of("/data/in/b.txt")), List.of(new ObjectAddress("acme", "c.txt")));
  }

  @Override
  public boolean pause(Services services, List<Path> routes, String flow, boolean paused) {
    this.routes = routes;
    boolean change = paused != flow.equals(pausedFlow);
    pausedFlow = paused ? flow : null;
    return change;
  }

  @Override
  public DeclaredFlow declared(Settings settings, List<Path> routes, String flow) {
    this.routes = routes;
    return declared;
  }
}
