package dev.heel.lint;

import dev.heel.lint.SchemaCheck.Located;
import dev.heel.manifest.Manifest;
import dev.heel.manifest.Trap;
import dev.heel.resource.Problem.Place;
import dev.heel.resource.Problem.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What YAML 1.1 made of a bare y, no or on in one manifest. A key is never meant as a boolean; a
 * value may be, so it is told only where a text belongs.
 */
final class Traps {
  private final Manifest manifest;
  private final Map<String, Trap> keys = new HashMap<>();
  private final Map<String, Trap> siblings = new HashMap<>();
  private final Map<String, Trap> values = new HashMap<>();

  Traps(Manifest manifest) {
    this.manifest = manifest;
    for (Trap trap : manifest.traps()) {
      if (trap.key()) {
        keys.put(trap.pointer(), trap);
        siblings.put(meant(trap), trap);
      } else {
        values.put(trap.pointer(), trap);
      }
    }
  }

  /** One for each key. */
  List<Located> keys() {
    return keys.values().stream().map(trap -> new Located(trap.pointer(), key(trap))).toList();
  }

  /** Whether the key there is one, or the one that is missing there was read as another. */
  boolean explains(String pointer) {
    return keys.containsKey(pointer) || siblings.containsKey(pointer);
  }

  /**
   * Whether one of the keys of that mapping is one: what is said of the mapping may be its doing.
   */
  boolean isKeyOf(String pointer) {
    return keys.keySet().stream()
        .anyMatch(key -> key.substring(0, key.lastIndexOf('/')).equals(pointer));
  }

  /** What to say of a value that ought to be a text; empty if it is no trap. */
  Optional<Finding> value(String pointer, String field) {
    return Optional.ofNullable(values.get(pointer))
        .map(
            trap ->
                new Finding(
                    Severity.ERROR,
                    "yaml-bool-value",
                    Marks.value(manifest, Place.of(pointer)),
                    null,
                    "kubectl and Helm read this bare %s as the boolean %s, and %s is a text; write \"%s\""
                        .formatted(trap.written(), trap.read(), field, trap.written()),
                    ""));
  }

  private static String meant(Trap trap) {
    return trap.pointer().substring(0, trap.pointer().lastIndexOf('/') + 1) + trap.written();
  }

  private Finding key(Trap trap) {
    boolean layout = trap.pointer().contains("/layout/");
    return new Finding(
        Severity.ERROR,
        "yaml-bool-key",
        Marks.key(manifest, trap.pointer()),
        null,
        "kubectl and Helm read this bare %s as the boolean %s%s; write \"%s\""
            .formatted(
                trap.written(),
                trap.read(),
                layout ? ", and the widget loses its place" : "",
                trap.written()),
        "");
  }
}
