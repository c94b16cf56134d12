package dev.heel.engine.read;

import dev.heel.engine.read.DefinitionText.UnusableException;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * How much a definition may come to when it is read. A text of a few KiB may unpack, or by aliases
 * multiply, to more than the memory of a process that reads the definitions of all.
 */
final class DefinitionBounds {
  /** Several times what the largest dashboards have. */
  static final int MOST_VALUES = 100_000;

  /** No number is longer; the time to read one grows with the square of its length. */
  private static final int MOST_DIGITS = 400;

  /** What numbers are written with behind {@code 0x}, in each base and with an exponent. */
  private static final String NUMERIC = "0123456789abcdefABCDEF+-._";

  private int values;
  private long characters;

  /** Before anything is made of a text: what it holds, each alias as one. */
  static void ofText(String text, LoadSettings settings) throws UnusableException {
    int events = 0;
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      depth += step(event.getEventId());
      bound(depth);
      if (event instanceof ScalarEvent scalar && isLongNumber(scalar)) {
        throw new UnusableException(
            false, "holds a number of more than %d digits".formatted(MOST_DIGITS));
      }
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

  private static boolean isLongNumber(ScalarEvent scalar) {
    String text = scalar.getValue();
    return scalar.isPlain()
        && text.length() > MOST_DIGITS
        && "+-.0123456789".indexOf(text.charAt(0)) >= 0
        && text.chars().skip(2).allMatch(each -> NUMERIC.indexOf(each) >= 0);
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
        key(entry.getKey());
        add(entry.getKey(), depth + 1);
        add(entry.getValue(), depth + 1);
      }
    } else if (value instanceof Iterable<?> items) {
      bound(depth);
      for (Object item : items) {
        add(item, depth + 1);
      }
    } else if (value instanceof Double number && !Double.isFinite(number)) {
      throw new UnusableException(false, "holds a number that JSON has not: " + number);
    } else if (value instanceof String text) {
      characters += text.length();
      if (characters > DefinitionText.LARGEST) {
        throw new UnusableException(false, "is larger than 4 MiB with what its aliases stand for");
      }
    }
  }

  private static void key(Object key) throws UnusableException {
    if (key == null || key instanceof Map || key instanceof Iterable) {
      throw new UnusableException(false, "has a key that is no text");
    }
    if (key instanceof String text && text.length() > SpecBounds.LONGEST_KEY) {
      throw new UnusableException(
          false, "has a key of more than %,d characters".formatted(SpecBounds.LONGEST_KEY));
    }
  }

  private static UnusableException tooMany() {
    return new UnusableException(
        false, "has more than %,d keys and values, and is not read".formatted(MOST_VALUES));
  }
}
