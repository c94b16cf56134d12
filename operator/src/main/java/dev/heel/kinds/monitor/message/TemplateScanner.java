package dev.heel.kinds.monitor.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The {@code {{…}}} of a notification's text, with their offsets (Datadog documentation, "Monitor
 * variables"). What stands between {@code {{{{raw}}}}} and {@code {{{{/raw}}}}} is text.
 */
public final class TemplateScanner {
  private static final Pattern RAW = Pattern.compile("\\{\\{\\{\\{\\s*+(/?)raw\\s*+\\}\\}\\}\\}");
  private static final Pattern TOKEN = Pattern.compile("\\{\\{(?:([^{}]*+)\\}\\})?");
  private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|'([^']*)'|([^\\s\"'~{}]+)");
  private static final Pattern FIRST = Pattern.compile("\\[[^\\]]*\\][^\\s\"']*|[^\\s\"']+");

  private TemplateScanner() {}

  public enum Form {
    OPEN,
    CLOSE,
    VALUE,
    COMMENT,
    /** {@code {{} without its {@code }}}. */
    UNCLOSED
  }

  /**
   * @param name the first word: a block's or a variable's name
   * @param offset where its braces begin
   * @param length up to the end of its braces
   */
  public record Token(Form form, String name, int offset, int length) {
    /**
     * Whether its block is shown where its condition does not hold.
     *
     * @param text that it was found in
     */
    public boolean isNegated(String text) {
      return written(text).replace("~", "").startsWith("{{^");
    }

    /** What stands behind the name, without quotes. */
    public List<String> arguments(String text) {
      return ARGUMENT
          .matcher(written(text).substring(2))
          .results()
          .map(each -> first(each))
          .skip(1)
          .toList();
    }

    private String written(String text) {
      return text.substring(offset, offset + length);
    }

    private static String first(MatchResult found) {
      return IntStream.rangeClosed(1, 3)
          .mapToObj(found::group)
          .filter(Objects::nonNull)
          .findFirst()
          .orElse("");
    }
  }

  /** All of a text, in order; total for any text. */
  public static List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(withoutRaw(text));
    while (matcher.find()) {
      int length = matcher.end() - matcher.start();
      tokens.add(token(matcher.group(1), matcher.start(), length));
    }
    return List.copyOf(tokens);
  }

  private static Token token(String inside, int offset, int length) {
    if (inside == null) {
      return new Token(Form.UNCLOSED, "", offset, length);
    }
    String content = inside.replace("~", "").strip();
    Form form =
        switch (content.isEmpty() ? ' ' : content.charAt(0)) {
          case '#', '^' -> Form.OPEN;
          case '/' -> Form.CLOSE;
          case '!' -> Form.COMMENT;
          default -> Form.VALUE;
        };
    return new Token(
        form, name(form == Form.VALUE ? content : content.substring(1)), offset, length);
  }

  private static String withoutRaw(String text) {
    StringBuilder out = new StringBuilder(text);
    int start = -1;
    Matcher raw = RAW.matcher(text);
    while (raw.find()) {
      boolean begins = raw.group(1).isEmpty();
      if (begins && start < 0) {
        start = raw.start();
      } else if (!begins && start >= 0) {
        for (int i = start; i < raw.end(); i++) {
          out.setCharAt(i, ' ');
        }
        start = -1;
      }
    }
    return out.toString();
  }

  private static String name(String content) {
    Matcher first = FIRST.matcher(content);
    return first.find() ? first.group() : "";
  }
}
