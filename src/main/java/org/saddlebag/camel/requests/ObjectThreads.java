package org.saddlebag.camel.requests;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.saddlebag.camel.CloseOnStop;

/**
 * The threads that bring the objects of a flow's requests. Camel puts the next object of a request
 * behind those of other requests when the one before has begun, so a large request keeps no small
 * one waiting, and what waits here is one object for each request.
 */
public final class ObjectThreads extends ThreadPoolExecutor implements CamelContextAware {

  private static final int IDLE_SECONDS = 60;

  private CamelContext context;

  /** One thread, until {@link #setParallel} says more. */
  public ObjectThreads() {
    super(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    allowCoreThreadTimeOut(true);
  }

  /**
   * How many objects are brought at once.
   *
   * @param parallel from 1
   */
  public void setParallel(int parallel) {
    setMaximumPoolSize(parallel);
    setCorePoolSize(parallel);
  }

  @Override
  public CamelContext getCamelContext() {
    return context;
  }

  @Override
  public void setCamelContext(CamelContext context) {
    this.context = context;
    setThreadFactory(
        task -> {
          Thread thread = new Thread(task);
          thread.setName(
              context.getExecutorServiceManager().resolveThreadName("requested-objects"));
          thread.setDaemon(true);
          return thread;
        });
    AutoCloseable end = this::shutdownNow;
    AutoCloseable unused = CloseOnStop.of(context, end);
  }
}
