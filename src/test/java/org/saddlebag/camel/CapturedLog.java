package org.saddlebag.camel;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** What one logger, or all below it, wrote while this was open. */
public final class CapturedLog extends AbstractAppender implements AutoCloseable {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final String name;
  private final Level before;
  private final List<Appender> silenced;
  private final boolean configured;

  /** Listens to a logger; the empty name means all. */
  public CapturedLog(String name, Level level) {
    super("captured", null, null, true, Property.EMPTY_ARRAY);
    this.name = name;
    this.before = logger().getLevel();
    this.configured =
        LoggerContext.getContext(false).getConfiguration().getLoggers().containsKey(name);
    start();
    Configurator.setLevel(logger().getName(), level);
    silenced = List.copyOf(logger().getAppenders().values());
    silenced.forEach(logger()::removeAppender);
    logger().setAdditive(false);
    logger().addAppender(this);
  }

  private Logger logger() {
    LoggerContext context = LoggerContext.getContext(false);
    return name.isEmpty() ? context.getRootLogger() : context.getLogger(name);
  }

  @Override
  public void append(LogEvent event) {
    StringBuilder line = new StringBuilder(event.getMessage().getFormattedMessage());
    for (Throwable cause = event.getThrown(); cause != null; cause = cause.getCause()) {
      line.append('\n').append(cause);
    }
    lines.add(line.toString());
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** How many lines hold this. */
  public long said(String what) {
    return lines.stream().filter(line -> line.contains(what)).count();
  }

  @Override
  public void close() {
    logger().removeAppender(this);
    logger().setAdditive(!name.isEmpty());
    silenced.forEach(logger()::addAppender);
    Configurator.setLevel(logger().getName(), before);
    if (!configured) {
      // Else the level would stand against whoever sets that of a logger above.
      LoggerContext context = LoggerContext.getContext(false);
      context.getConfiguration().removeLogger(name);
      context.updateLoggers();
    }
    stop();
  }
}
