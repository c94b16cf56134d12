package dev.heel.kinds.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code {{…}}} of a notification's text, with their offsets (Datadog documentation, "Monitor
 * variables"). What stands between {@code {{{{raw}}}}} and {@code {{{{/raw}}}}} is text.
 */
final class TemplateScanner {
  private static final Pattern RAW =
      Pattern.compile(
          "\\{\\{\\{\\{\\s*raw\\s*\\}\\}\\}\\}.*?\\{\\{\\{\\{\\s*/raw\\s*\\}\\}\\}\\}",
          Pattern.DOTALL);
  private static final Pattern TOKEN =
      Pattern.compile("\\{\\{(?:~?([#^/!])?\\s*([^{}]*?)\\s*~?\\}\\})?");
  private static final Pattern FIRST = Pattern.compile("\\[[^\\]]*\\][^\\s\"']*|[^\\s\"']+");

  private TemplateScanner() {}

  enum Form {
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
  record Token(Form form, String name, int offset, int length) {}

  /** All of a text, in order; total for any text. */
  static List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(withoutRaw(text));
    while (matcher.find()) {
      tokens.add(
          new Token(
              form(matcher),
              name(matcher.group(2)),
              matcher.start(),
              matcher.end() - matcher.start()));
    }
    return List.copyOf(tokens);
  }

  private static String withoutRaw(String text) {
    return RAW.matcher(text).replaceAll(raw -> " ".repeat(raw.group().length()));
  }

  private static Form form(Matcher matcher) {
    if (matcher.group(2) == null) {
      return Form.UNCLOSED;
    }
    String sign = matcher.group(1);
    if (sign == null) {
      return Form.VALUE;
    }
    return switch (sign) {
      case "/" -> Form.CLOSE;
      case "!" -> Form.COMMENT;
      default -> Form.OPEN;
    };
  }

  private static String name(String content) {
    Matcher first = FIRST.matcher(content == null ? "" : content);
    return first.find() ? first.group() : "";
  }
}
