package dev.heel.render.page;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * HTML that is written element by element. Every text and every attribute's value is escaped here,
 * so that nothing of a manifest's can become markup.
 */
final class Html {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * @param attributes names and values by turns
   */
  Html open(String element, String... attributes) {
    tag(element, attributes);
    open.push(element);
    return this;
  }

  /** An element without content, such as a line of a drawing. */
  Html empty(String element, String... attributes) {
    tag(element, attributes);
    if (!element.equals("meta")) { // HTML, "Void elements": it has no end
      out.append("</").append(element).append('>');
    }
    return this;
  }

  Html close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  Html text(String text) {
    out.append(escaped(text));
    return this;
  }

  /** An element with a text and nothing else; nothing at all for an empty text. */
  Html line(String element, String text, String... attributes) {
    return text.isEmpty() ? this : open(element, attributes).text(text).close();
  }

  /** A style sheet of Heel's own; it is the one text that is not escaped. */
  Html style(String sheet) {
    out.append("<style>").append(sheet).append("</style>");
    return this;
  }

  private void tag(String element, String... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"").append(escaped(attributes[i + 1]));
      out.append('"');
    }
    out.append('>');
  }

  /** OWASP, "Cross Site Scripting Prevention", for content and for quoted attributes. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? '\uFFFD' : c);
      }
    }
    return safe.toString();
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
