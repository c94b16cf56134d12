package dev.heel.docs;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The ids of the rules, from the source: each text that is given to a parameter, or put into a
 * variable, of the name {@code rule}. The package {@code schema} has another thing of that name.
 */
final class RuleIds extends TreePathScanner<Void, Void> {
  private static final Path SOURCE = Path.of("src/main/java/dev/heel");

  private final Trees trees;
  private final SortedSet<String> found = new TreeSet<>();
  private final SortedSet<String> errors = new TreeSet<>();

  private RuleIds(Trees trees) {
    this.trees = trees;
  }

  /** All of them. */
  static SortedSet<String> ofSource() {
    return scanned().found;
  }

  /** Those that a method of the name {@code error} is given, or a problem of that severity. */
  static SortedSet<String> ofErrors() {
    return scanned().errors;
  }

  private static RuleIds scanned() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("-proc:none", "-classpath", System.getProperty("java.class.path"));
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources()));
      Iterable<? extends CompilationUnitTree> units = task.parse();
      task.analyze();
      RuleIds scanner = new RuleIds(Trees.instance(task));
      units.forEach(unit -> scanner.scan(new TreePath(unit), null));
      return scanner;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCE)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.startsWith(SOURCE.resolve("schema")))
          .filter(file -> !file.startsWith(SOURCE.resolve("sandbox/kubernetes")))
          .toList();
    }
  }

  @Override
  public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
    String name = call.getMethodSelect().toString();
    boolean isError = name.equals("error") || name.endsWith(".error");
    given(call.getArguments(), isError || isOfSeverityError(call.getArguments()));
    return super.visitMethodInvocation(call, none);
  }

  @Override
  public Void visitNewClass(NewClassTree call, Void none) {
    given(call.getArguments(), isOfSeverityError(call.getArguments()));
    return super.visitNewClass(call, none);
  }

  @Override
  public Void visitVariable(VariableTree variable, Void none) {
    if (variable.getName().contentEquals("rule") && variable.getInitializer() != null) {
      take(variable.getInitializer(), found);
    }
    return super.visitVariable(variable, none);
  }

  @Override
  public Void visitAssignment(AssignmentTree assignment, Void none) {
    if (assignment.getVariable().toString().equals("rule")) {
      take(assignment.getExpression(), found);
    }
    return super.visitAssignment(assignment, none);
  }

  private static boolean isOfSeverityError(List<? extends ExpressionTree> arguments) {
    return arguments.toString().startsWith("Severity.ERROR");
  }

  private void given(List<? extends ExpressionTree> arguments, boolean isError) {
    if (!(trees.getElement(getCurrentPath()) instanceof ExecutableElement called)) {
      return;
    }
    List<? extends VariableElement> parameters = called.getParameters();
    for (int i = 0; i < Math.min(parameters.size(), arguments.size()); i++) {
      if (parameters.get(i).getSimpleName().contentEquals("rule")) {
        take(arguments.get(i), found);
        if (isError) {
          take(arguments.get(i), errors);
        }
      }
    }
  }

  private void take(Tree expression, SortedSet<String> found) {
    if (expression instanceof ConditionalExpressionTree either) {
      take(either.getTrueExpression(), found);
      take(either.getFalseExpression(), found);
    } else if (expression instanceof ParenthesizedTree inner) {
      take(inner.getExpression(), found);
    } else if (expression instanceof LiteralTree literal) {
      found.add(String.valueOf(literal.getValue()));
    } else {
      Element named = trees.getElement(new TreePath(getCurrentPath(), expression));
      if (named instanceof VariableElement constant && constant.getConstantValue() != null) {
        found.add(String.valueOf(constant.getConstantValue()));
      }
    }
  }
}
