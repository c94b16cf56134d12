package dev.heel.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** CEL costs most of a second; whoever has no rules must not pay it. */
public class CelIsLazyTest {
  /** Loads everything itself and remembers what. */
  private static final class Recorder extends URLClassLoader {
    final Set<String> loaded = ConcurrentHashMap.newKeySet();

    Recorder(URL[] path) {
      super(path, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      loaded.add(name);
      return super.findClass(name);
    }
  }

  /** What is run in the recorder's world. */
  public static final class Schemas {
    private Schemas() {}

    public static void without() {
      ResourceSchema schema = Crds.schema("{type: 'object', properties: {a: {type: 'string'}}}");
      schema.validate(schema.withDefaults(Crds.object("{a: 5, b: 1}")), null);
    }

    public static void with() {
      Crds.schema("{type: 'object', 'x-kubernetes-validations': [{rule: 'true'}]}")
          .validate(Crds.object("{}"), null);
    }
  }

  @Test
  void celIsLoadedForRulesOnly() throws Exception {
    assertThat(loadedBy("without")).noneMatch(name -> name.startsWith("dev.cel."));
    assertThat(loadedBy("with")).anyMatch(name -> name.startsWith("dev.cel."));
  }

  private static Set<String> loadedBy(String method) throws Exception {
    URL[] path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(CelIsLazyTest::url)
            .toArray(URL[]::new);
    try (Recorder recorder = new Recorder(path)) {
      recorder.loadClass(Schemas.class.getName()).getMethod(method).invoke(null);
      return Set.copyOf(recorder.loaded);
    }
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(entry, e);
    }
  }
}
