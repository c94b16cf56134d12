package dev.heel.agent.objects;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.read.Nearest;
import dev.heel.engine.read.Pointers;
import dev.heel.resource.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The keys of datadog.yaml that an Agent knows, as data with their source. The Agent reads them in
 * any case, and says nothing of those that it does not know.
 */
final class ConfigKeys {
  private static final String FILE = "/agent/config-keys.txt";

  /** The names in each section, by its path with dots; the path of the whole file is empty. */
  private static final Map<String, Set<String>> SECTIONS = read();

  private final List<Problem> problems = new ArrayList<>();

  private ConfigKeys() {}

  /** A warning for each key of {@code config} that the Agent does not know. */
  static List<Problem> unknown(JsonNode config) {
    ConfigKeys keys = new ConfigKeys();
    if (config != null) {
      keys.look(config, "", "/spec/config");
    }
    return List.copyOf(keys.problems);
  }

  /** Below a known key without known keys below it all is its value, such as labels and tags. */
  private void look(JsonNode section, String path, String pointer) {
    section
        .properties()
        .forEach(
            member -> {
              String name = member.getKey().toLowerCase(Locale.ROOT);
              String key = below(path, name);
              String place = Pointers.member(pointer, member.getKey());
              if (SECTIONS.containsKey(key)) {
                look(member.getValue(), key, place);
              } else if (!SECTIONS.get(path).contains(name)) {
                problems.add(unknown(member.getKey(), path, place));
              }
            });
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static Problem unknown(String name, String path, String pointer) {
    String near = Nearest.hint(name, SECTIONS.get(path));
    return Problem.warning(
        "unknown-option",
        pointer,
        "Agent 7.77 knows no %s in datadog.yaml%s".formatted(below(path, name), near),
        "An Agent ignores what it does not know, and says nothing.");
  }

  private static Map<String, Set<String>> read() {
    try (InputStream in = ConfigKeys.class.getResourceAsStream(FILE)) {
      Map<String, Set<String>> sections = new HashMap<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(key -> add(key, sections));
      return sections;
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }

  private static void add(String key, Map<String, Set<String>> sections) {
    String path = "";
    for (String name : key.split("\\.")) {
      sections.computeIfAbsent(path, each -> new HashSet<>()).add(name);
      path = below(path, name);
    }
  }
}
