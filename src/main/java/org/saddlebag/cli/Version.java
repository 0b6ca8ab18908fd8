package org.saddlebag.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version, as Maven writes it into the jar. */
final class Version implements IVersionProvider {

  private static final String RESOURCE = "/META-INF/maven/org.saddlebag/saddlebag/pom.properties";

  @Override
  public String[] getVersion() {
    return new String[] {"saddlebag " + number()};
  }

  /** The bare number. */
  static String number() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "(not packaged)");
  }
}
