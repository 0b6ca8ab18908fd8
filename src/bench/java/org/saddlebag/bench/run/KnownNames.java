package org.saddlebag.bench.run;

import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The names that an option may have: the help lists them, and no other is taken. */
abstract class KnownNames implements ITypeConverter<String>, Iterable<String> {

  private final String kind;
  private final List<String> names;

  private KnownNames(String kind, List<String> names) {
    this.kind = kind;
    this.names = names;
  }

  @Override
  public String convert(String given) {
    if (!names.contains(given)) {
      throw new TypeConversionException(
          "no %s is called '%s'; there are %s".formatted(kind, given, String.join(", ", names)));
    }
    return given;
  }

  @Override
  public Iterator<String> iterator() {
    return names.iterator();
  }

  /** All that can be measured. */
  static final class OfWorks extends KnownNames {
    OfWorks() {
      super("work", Works.names());
    }
  }

  /** All who can take part. */
  static final class OfClients extends KnownNames {
    OfClients() {
      super("client", Clients.ALL);
    }
  }
}
