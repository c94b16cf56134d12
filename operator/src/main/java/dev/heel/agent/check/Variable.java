package dev.heel.agent.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template variable of the Agent's Autodiscovery in a text: {@code %%host%%}, {@code %%port_1%%}
 * (Datadog, "Autodiscovery Template Variables").
 *
 * @param name what stands before the first underscore, such as {@code port}
 * @param key what stands after it; empty if there is none
 * @param offset where it begins in the text
 * @param text all of it, with its percent signs
 */
public record Variable(String name, String key, int offset, String text) {
  private static final Pattern FORM = Pattern.compile("%%([^%_]+?)(?:_([^%]+?))?%%");

  /** All of a text, in its order. */
  public static List<Variable> in(String text) {
    if (!text.contains("%%")) {
      return List.of();
    }
    List<Variable> found = new ArrayList<>();
    Matcher matcher = FORM.matcher(text);
    while (matcher.find()) {
      String key = matcher.group(2) == null ? "" : matcher.group(2);
      found.add(new Variable(matcher.group(1), key, matcher.start(), matcher.group()));
    }
    return found;
  }

  /** Whether it is of the environment of the Agent's own process. */
  public boolean isEnvironment() {
    return name.equals("env");
  }

  /** Whether the Agent knows it at all. */
  public boolean isKnown() {
    return switch (name) {
      case "host", "port", "pid", "hostname" -> true;
      case "env", "extra" -> !key.isEmpty();
      case "kube" -> List.of("namespace", "pod_name", "pod_uid").contains(key);
      default -> false;
    };
  }
}
