package org.saddlebag.camel.watch;

import java.util.Arrays;
import java.util.List;
import org.apache.camel.util.AntPathMatcher;

/**
 * Which files a flow takes by their names: ant-style globs over the path in the directory ({@code
 * *} within a name, {@code **} over directories), and never hidden or temporary ones.
 *
 * @param include globs, one of which must match
 * @param exclude globs, none of which may match
 */
record FileNames(List<String> include, List<String> exclude) {

  /** What writers name a file until it is whole, and the lock files of office programs. */
  private static final List<String> TEMPORARY = List.of("*.tmp", "*.part", "~$*");

  private static final String ALL = "**";

  /**
   * Reads comma-separated globs.
   *
   * @param include empty for everything
   * @param exclude empty for nothing
   * @return the names
   */
  static FileNames of(String include, String exclude) {
    List<String> wanted = split(include);
    return new FileNames(wanted.isEmpty() ? List.of(ALL) : wanted, split(exclude));
  }

  private static List<String> split(String globs) {
    return Arrays.stream(globs.split(",")).map(String::strip).filter(g -> !g.isEmpty()).toList();
  }

  /**
   * Whether a file is taken.
   *
   * @param relative its path in the directory, with {@code /}
   * @return false for hidden, temporary and unwanted names
   */
  boolean take(String relative) {
    String name = relative.substring(relative.lastIndexOf('/') + 1);
    return !name.startsWith(".")
        && TEMPORARY.stream().noneMatch(glob -> matches(glob, name))
        && include.stream().anyMatch(glob -> matches(glob, relative))
        && exclude.stream().noneMatch(glob -> matches(glob, relative));
  }

  private static boolean matches(String glob, String path) {
    return glob.equals(ALL) || AntPathMatcher.INSTANCE.match(glob, path);
  }
}
