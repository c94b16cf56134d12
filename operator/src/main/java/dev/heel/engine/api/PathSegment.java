package dev.heel.engine.api;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A text as one part of an address: whatever it holds, it never becomes structure. The one place
 * where text enters a path or a query.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-3.3">RFC 3986, 3.3</a>
 */
public final class PathSegment {
  private static final String UNRESERVED = "-._~";
  private static final String SUB_DELIMITERS = "!$&'()*+,;=";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private PathSegment() {}

  /**
   * The text as one segment of a path: letters, digits and {@code -._~:@!$&'()*+,;=} stay, all else
   * is percent-encoded, {@code /} too.
   *
   * @throws IllegalArgumentException if it is empty, {@code .} or {@code ..}, which name another
   *     place than a segment
   */
  public static String of(String text) {
    if (text.isEmpty() || text.equals(".") || text.equals("..")) {
      throw new IllegalArgumentException("\"" + text + "\" cannot be a part of an address");
    }
    return encoded(text, UNRESERVED + ":@" + SUB_DELIMITERS);
  }

  /** The text as a value in a query: letters, digits and {@code -._~} stay. */
  static String parameter(String text) {
    return encoded(text, UNRESERVED);
  }

  private static String encoded(String text, String allowed) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      if (isLetterOrDigit(each) || allowed.indexOf(each) >= 0) {
        encoded.append((char) each);
      } else {
        encoded.append('%').append(HEX.toHexDigits(each));
      }
    }
    return encoded.toString();
  }

  private static boolean isLetterOrDigit(byte character) {
    return character >= 'a' && character <= 'z'
        || character >= 'A' && character <= 'Z'
        || character >= '0' && character <= '9';
  }
}
