package org.saddlebag;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Small classes and short methods: what does not fit does more than one thing. */
class SizeBudgetTest {

  private static final Path MAIN = Path.of("src/main/java");
  private static final int FILE_MEDIAN = 80;
  private static final int FILE_P90 = 200;
  private static final int FILE_MAX = 350;
  private static final int METHOD_P90 = 15;
  private static final int METHOD_MAX = 50;

  @Test
  void files_stay_small() throws IOException {
    List<Size> files = new ArrayList<>();
    for (Path file : sources()) {
      files.add(new Size(file.toString(), Files.readAllLines(file).size()));
    }

    assertThat(files)
        .allSatisfy(file -> assertThat(file.lines()).as(file.name()).isLessThanOrEqualTo(FILE_MAX));
    assertThat(percentile(files, 50)).as("median file").isLessThanOrEqualTo(FILE_MEDIAN);
    assertThat(percentile(files, 90)).as("90th percentile of files").isLessThanOrEqualTo(FILE_P90);
  }

  @Test
  void methods_stay_short() throws IOException {
    List<Size> methods = methods();

    assertThat(methods)
        .allSatisfy(
            method -> assertThat(method.lines()).as(method.name()).isLessThanOrEqualTo(METHOD_MAX));
    assertThat(percentile(methods, 90))
        .as("90th percentile of methods")
        .isLessThanOrEqualTo(METHOD_P90);
  }

  private static List<Size> methods() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Size> sizes = new ArrayList<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources()));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        unit.accept(new MethodSizes(unit, positions, sizes), null);
      }
    }
    return sizes;
  }

  private static Collection<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static int percentile(List<Size> sizes, int percent) {
    List<Integer> lines = sizes.stream().map(Size::lines).sorted().toList();
    return lines.get(Math.min(lines.size() - 1, lines.size() * percent / 100));
  }

  private record Size(String name, int lines) {}

  private static final class MethodSizes extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Size> sizes;

    MethodSizes(CompilationUnitTree unit, SourcePositions positions, List<Size> sizes) {
      this.unit = unit;
      this.positions = positions;
      this.sizes = sizes;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      if (method.getBody() != null) {
        LineMap lines = unit.getLineMap();
        long first = lines.getLineNumber(positions.getStartPosition(unit, method.getBody()));
        long last = lines.getLineNumber(positions.getEndPosition(unit, method.getBody()));
        String name = unit.getSourceFile().getName() + ": " + method.getName();
        sizes.add(new Size(name, (int) (last - first + 1)));
      }
      return super.visitMethod(method, nothing);
    }
  }
}
