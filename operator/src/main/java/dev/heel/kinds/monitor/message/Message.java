package dev.heel.kinds.monitor.message;

import dev.heel.kinds.monitor.message.TemplateScanner.Token;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A notification's text as it reads in a situation: blocks whose condition does not hold are left
 * out, variables have values (Datadog documentation, "Monitor variables"). Pure, and total for any
 * text: what is not closed ends with the text.
 *
 * @param values by variable; one that has none is shown by its name
 * @param priority such as {@code P1}; empty if it has none
 */
public record Message(Situation situation, Map<String, String> values, String priority) {
  private static final Pattern RAW = Pattern.compile("\\{\\{\\{\\{\\s*/?raw\\s*\\}\\}\\}\\}");

  /** One open block. */
  private record Block(boolean holds, boolean shown) {}

  /** The text as it is sent. */
  public String of(String text) {
    StringBuilder out = new StringBuilder();
    Deque<Block> open = new ArrayDeque<>();
    open.push(new Block(true, true));
    int at = 0;
    for (Token token : TemplateScanner.tokens(text)) {
      append(out, open, text.substring(at, token.offset()));
      at = token.offset() + token.length();
      take(token, text, open, out);
    }
    append(out, open, text.substring(at));
    return RAW.matcher(out).replaceAll("");
  }

  private static void append(StringBuilder out, Deque<Block> open, String text) {
    if (open.element().shown()) {
      out.append(text);
    }
  }

  private void take(Token token, String text, Deque<Block> open, StringBuilder out) {
    switch (token.form()) {
      case OPEN -> open(token, text, open);
      case CLOSE -> {
        if (open.size() > 1) {
          open.pop();
        }
      }
      case VALUE -> {
        if (token.name().equals("else") && open.size() > 1) {
          otherwise(open);
        } else {
          append(out, open, value(token.name()));
        }
      }
      case COMMENT -> {}
      case UNCLOSED ->
          append(out, open, text.substring(token.offset(), token.offset() + token.length()));
    }
  }

  private void open(Token token, String text, Deque<Block> open) {
    boolean holds = holds(token.name(), token.arguments(text)) != token.isNegated(text);
    open.push(new Block(holds, open.element().shown() && holds));
  }

  private static void otherwise(Deque<Block> open) {
    Block block = open.pop();
    open.push(new Block(!block.holds(), open.element().shown() && !block.holds()));
  }

  private boolean holds(String condition, List<String> arguments) {
    return switch (condition) {
      case "is_match" -> matches(arguments, false);
      case "is_exact_match" -> matches(arguments, true);
      case "is_priority" -> arguments.contains(priority);
      default -> situation.holds(condition);
    };
  }

  /** The first argument is a variable; one of the others must be a part of its value, or all. */
  private boolean matches(List<String> arguments, boolean whole) {
    String value = arguments.isEmpty() ? "" : values.getOrDefault(arguments.get(0), "");
    return arguments.stream()
        .skip(1)
        .anyMatch(
            each ->
                whole || each.isEmpty()
                    ? value.equals(each)
                    : !value.isEmpty() && value.contains(each));
  }

  private String value(String name) {
    String plain = name.replaceAll("[\\[\\]]", "");
    return values.getOrDefault(plain, "‹" + plain + "›");
  }
}
