package dev.heel.engine.read;

import dev.heel.engine.read.DefinitionText.UnusableException;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;

/**
 * How much a definition may come to when it is read. A text of a few KiB may unpack, or by aliases
 * multiply, to more than the memory of a process that reads the definitions of all.
 */
final class DefinitionBounds {
  /** Several times what the largest dashboards have. */
  static final int MOST_VALUES = 100_000;

  private int values;
  private long characters;

  /** Before anything is made of a text: what it holds, each alias as one. */
  static void ofText(String text, LoadSettings settings) throws UnusableException {
    int events = 0;
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      depth += step(event.getEventId());
      bound(depth);
      events += event.getEventId() == Event.ID.Comment ? 0 : 1;
      if (events > 2 * MOST_VALUES) {
        throw tooMany();
      }
    }
  }

  /** What it comes to, each alias as all that it stands for. */
  static void ofValue(Object value) throws UnusableException {
    new DefinitionBounds().add(value, 1);
  }

  private static int step(Event.ID event) {
    return switch (event) {
      case MappingStart, SequenceStart -> 1;
      case MappingEnd, SequenceEnd -> -1;
      default -> 0;
    };
  }

  private static void bound(int depth) throws UnusableException {
    if (depth > SpecBounds.DEEPEST) {
      throw new UnusableException(
          false, "is nested more than %d levels deep".formatted(SpecBounds.DEEPEST));
    }
  }

  private void add(Object value, int depth) throws UnusableException {
    values++;
    if (values > MOST_VALUES) {
      throw tooMany();
    }
    if (value instanceof Map<?, ?> map) {
      bound(depth);
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        add(entry.getKey(), depth + 1);
        add(entry.getValue(), depth + 1);
      }
    } else if (value instanceof Iterable<?> items) {
      bound(depth);
      for (Object item : items) {
        add(item, depth + 1);
      }
    } else if (value instanceof String text) {
      characters += text.length();
      if (characters > DefinitionText.LARGEST) {
        throw new UnusableException(false, "is larger than 4 MiB with what its aliases stand for");
      }
    }
  }

  private static UnusableException tooMany() {
    return new UnusableException(
        false, "has more than %,d keys and values, and is not read".formatted(MOST_VALUES));
  }
}
