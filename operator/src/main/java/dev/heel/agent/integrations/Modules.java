package dev.heel.agent.integrations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names that the Agent's Python knows before it looks into checks.d, as data with their sources.
 */
public enum Modules {
  /** Checks of the Agent's image. */
  BUNDLED("a check that the Agent brings itself"),
  /** The standard library. */
  STANDARD("a module of Python's standard library"),
  /** Further packages of the Agent's Python. */
  EMBEDDED("a package that the Agent's Python brings");

  private final String words;
  private final Set<String> names;

  Modules(String words) {
    this.words = words;
    this.names = read("/python/" + name().toLowerCase(Locale.ROOT) + ".txt");
  }

  /** What a name of it is, for people. */
  public String words() {
    return words;
  }

  public boolean has(String module) {
    return names.contains(module);
  }

  private static Set<String> read(String file) {
    try (InputStream in = Modules.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
