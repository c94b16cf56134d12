package dev.heel.kinds;

import dev.heel.engine.ApiKind;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The kind that {@code CONTRIBUTING.md} makes, compiled from the files of {@code docs/new-kind}.
 */
final class NewKind {
  static final Path FOLDER = Samples.root().resolve("docs/new-kind");
  static final ApiKind<?> KIND = compiled();

  private NewKind() {}

  /** The files of the walk. */
  static List<Path> files() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ApiKind<?> compiled() {
    try {
      Path classes = Files.createTempDirectory("heel-new-kind");
      compile(classes);
      URL[] urls = {classes.toUri().toURL()};
      URLClassLoader loader = new URLClassLoader(urls, NewKind.class.getClassLoader());
      try (Stream<Path> made = Files.walk(classes)) {
        for (Path file : made.filter(each -> each.toString().endsWith(".class")).toList()) {
          String name = classes.relativize(file).toString();
          Class<?> type =
              loader.loadClass(name.replace(".class", "").replace(File.separatorChar, '.'));
          if (ApiKind.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
            return (ApiKind<?>) type.getDeclaredConstructor().newInstance();
          }
        }
      }
      throw new AssertionError("no class below " + FOLDER + " is an ApiKind");
    } catch (IOException | ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static void compile(Path classes) throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager manager = javac.getStandardFileManager(null, null, null)) {
      List<Path> sources =
          files().stream().filter(file -> file.toString().endsWith(".java")).toList();
      List<String> options =
          List.of(
              "-proc:none",
              "-nowarn",
              "-d",
              classes.toString(),
              "-cp",
              System.getProperty("java.class.path"));
      boolean good =
          javac
              .getTask(
                  said, manager, null, options, null, manager.getJavaFileObjectsFromPaths(sources))
              .call();
      if (!good) {
        throw new AssertionError("docs/new-kind does not compile:\n" + said);
      }
    }
  }
}
