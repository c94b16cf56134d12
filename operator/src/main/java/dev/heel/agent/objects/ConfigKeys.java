package dev.heel.agent.objects;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Nearest;
import dev.heel.engine.Pointers;
import dev.heel.resource.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The keys of datadog.yaml that an Agent knows, as data with their source. The Agent reads them in
 * any case, and says nothing of those that it does not know.
 */
final class ConfigKeys {
  private static final String FILE = "/agent/config-keys.txt";
  private static final TreeSet<String> KNOWN = read();

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
  private void look(JsonNode section, String prefix, String pointer) {
    section
        .properties()
        .forEach(
            member -> {
              String key = prefix + member.getKey().toLowerCase(Locale.ROOT);
              String place = Pointers.member(pointer, member.getKey());
              if (isSection(key)) {
                look(member.getValue(), key + ".", place);
              } else if (!KNOWN.contains(key)) {
                problems.add(unknown(member.getKey(), prefix, place));
              }
            });
  }

  private static boolean isSection(String key) {
    String next = KNOWN.higher(key + ".");
    return next != null && next.startsWith(key + ".");
  }

  private static Problem unknown(String name, String prefix, String pointer) {
    List<String> siblings =
        KNOWN.tailSet(prefix).stream()
            .takeWhile(key -> key.startsWith(prefix))
            .map(key -> key.substring(prefix.length()).replaceFirst("\\..*", ""))
            .distinct()
            .toList();
    String near = Nearest.to(name, siblings).map(each -> "; did you mean " + each + "?").orElse("");
    return Problem.warning(
        "agent-config-unknown",
        pointer,
        "Agent 7.77 knows no %s%s in datadog.yaml%s".formatted(prefix, name, near),
        "An Agent ignores what it does not know, and says nothing.");
  }

  private static TreeSet<String> read() {
    try (InputStream in = ConfigKeys.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }
}
