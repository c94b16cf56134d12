package dev.heel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A method is read on one screen. */
class MethodsTest {
  private static final int LONGEST = 35;

  @Test
  @DisplayName("methods are short: 35 lines at most, from brace to brace")
  void methodsAreShort() throws IOException {
    Map<String, Long> lengths = lengths(Path.of("src/main/java"));
    assertThat(lengths).isNotEmpty();
    lengths.values().removeIf(length -> length <= LONGEST);
    assertThat(lengths).as("longer than %d lines", LONGEST).isEmpty();
  }

  /** By file and name, as the compiler's own parser sees them; of overloads the longest. */
  private static Map<String, Long> lengths(Path sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Map<String, Long> lengths = new TreeMap<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> all = Files.walk(sources)) {
      List<Path> java = all.filter(file -> file.toString().endsWith(".java")).toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjects(paths(java)));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new Lengths(unit, positions).scan(unit, lengths);
      }
    }
    return lengths;
  }

  private static Path[] paths(List<Path> files) {
    return files.toArray(Path[]::new);
  }

  /** Adds the lines of each method's body to a map. */
  private static final class Lengths extends TreeScanner<Void, Map<String, Long>> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    Lengths(CompilationUnitTree unit, SourcePositions positions) {
      this.unit = unit;
      this.positions = positions;
    }

    @Override
    public Void visitMethod(MethodTree method, Map<String, Long> lengths) {
      if (method.getBody() != null) {
        long first = line(positions.getStartPosition(unit, method.getBody()));
        long last = line(positions.getEndPosition(unit, method.getBody()));
        String name = unit.getSourceFile().getName() + "#" + method.getName();
        lengths.merge(name, last - first + 1, Math::max);
      }
      return super.visitMethod(method, lengths);
    }

    private long line(long position) {
      return unit.getLineMap().getLineNumber(position);
    }
  }
}
