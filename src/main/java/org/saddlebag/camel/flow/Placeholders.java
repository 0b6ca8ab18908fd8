package org.saddlebag.camel.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.apache.camel.impl.DefaultCamelContext;

/** Resolves {@code {{name}}} as running flows do, without running any. */
final class Placeholders implements AutoCloseable, UnaryOperator<String> {

  private final DefaultCamelContext context = new DefaultCamelContext(false);

  /**
   * Placeholders of a file.
   *
   * @param propertiesOrNull the file whose values they stand for
   */
  Placeholders(Path propertiesOrNull) {
    if (propertiesOrNull != null) {
      context.getPropertiesComponent().setEncoding(Utf8Main.ENCODING);
      context.getPropertiesComponent().setLocation("file:" + propertiesOrNull.toAbsolutePath());
    }
    context.build();
  }

  /**
   * Resolves all placeholders of a text.
   *
   * @throws IllegalArgumentException where there is no such property
   */
  @Override
  public String apply(String text) {
    return context.resolvePropertyPlaceholders(text);
  }

  @Override
  public void close() {
    try {
      context.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
