package dev.heel.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plain scalars as sigs.k8s.io/yaml reads them, that is goyaml v2 (its resolve.go): YAML 1.1
 * booleans, integers in four bases with underscores, no base 60, dates left as text.
 */
final class Scalars {
  private static final Map<String, JsonNode> WORDS = new HashMap<>();
  private static final Pattern INTEGER =
      Pattern.compile("([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Set<String> NOT_JSON =
      Set.of(
          ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf",
          "-.Inf", "-.INF");
  private static final BigInteger LARGEST_UNSIGNED =
      BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  /** Nothing longer fits 64 bits, be it for its zeros; it is read as a float, as Go reads it. */
  private static final int LONGEST_INTEGER = 400;

  /** About what a 32-bit float tells apart. */
  private static final MathContext SINGLE = new MathContext(8);

  static {
    words(BooleanNode.TRUE, "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE");
    words(BooleanNode.TRUE, "on", "On", "ON");
    words(BooleanNode.FALSE, "n", "N", "no", "No", "NO", "false", "False", "FALSE");
    words(BooleanNode.FALSE, "off", "Off", "OFF");
    words(NullNode.getInstance(), "", "~", "null", "Null", "NULL");
  }

  private Scalars() {}

  private static void words(JsonNode value, String... spellings) {
    for (String spelling : spellings) {
      WORDS.put(spelling, value);
    }
  }

  /** What a plain scalar is; text if it is nothing else. */
  static JsonNode read(String plain) {
    JsonNode word = WORDS.get(plain);
    if (word != null) {
      return word;
    }
    char first = plain.charAt(0);
    if (first == '.' || first == '-' || first == '+' || (first >= '0' && first <= '9')) {
      JsonNode number = number(plain.replace("_", ""));
      return number == null ? TextNode.valueOf(plain) : number;
    }
    return TextNode.valueOf(plain);
  }

  /** What a plain scalar becomes as a key: numbers are written anew, floats in single precision. */
  static String key(String plain) {
    JsonNode value = read(plain);
    String digits = plain.replace("_", "");
    return value.isNumber() && !INTEGER.matcher(digits).matches()
        ? shortest(BigDecimal.valueOf(value.doubleValue()).round(SINGLE))
        : value.asText();
  }

  /** As Go's {@code %g} writes it: with an exponent below -4 and from 6. */
  private static String shortest(BigDecimal number) {
    BigDecimal exact = number.stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    if (exact.signum() == 0 || (exponent >= -4 && exponent < 6)) {
      return exact.toPlainString();
    }
    String mantissa = exact.scaleByPowerOfTen(-exponent).toPlainString();
    return mantissa + String.format("e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /** Whether it is an infinity or not a number, for which JSON has no word. */
  static boolean isNotJson(String plain) {
    return NOT_JSON.contains(plain);
  }

  /** Whether kubectl reads it as a boolean though it does not say true or false. */
  static boolean isTrap(String plain) {
    JsonNode word = WORDS.get(plain);
    return word != null && word.isBoolean() && !plain.equalsIgnoreCase(word.asText());
  }

  private static JsonNode number(String text) {
    Matcher matcher = INTEGER.matcher(text);
    if (matcher.matches()) {
      JsonNode integer = integer(matcher);
      if (integer != null) {
        return integer;
      }
    }
    return FLOAT.matcher(text).matches() ? real(text) : null;
  }

  private static JsonNode integer(Matcher matcher) {
    int[] bases = {16, 2, 8, 10};
    for (int i = 0; i < bases.length; i++) {
      String digits = matcher.group(i + 2);
      if (digits != null) {
        return digits.length() > LONGEST_INTEGER
            ? null
            : integer(matcher.group(1), new BigInteger(digits, bases[i]));
      }
    }
    return null;
  }

  /** Null if it fits no 64 bits; with a sign, signed ones. */
  private static JsonNode integer(String sign, BigInteger size) {
    BigInteger value = sign.equals("-") ? size.negate() : size;
    if (value.bitLength() < 64) {
      return whole(value.longValue());
    }
    boolean unsigned = sign.isEmpty() && value.compareTo(LARGEST_UNSIGNED) <= 0;
    return unsigned ? DoubleNode.valueOf(value.doubleValue()) : null;
  }

  /** A whole double goes through JSON without its point, so the API server takes it for an int. */
  private static JsonNode real(String text) {
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      return TextNode.valueOf(text);
    }
    boolean whole = Math.rint(value) == value && Math.abs(value) < 0x1p63;
    return whole ? whole((long) value) : DoubleNode.valueOf(value);
  }

  static JsonNode whole(long value) {
    return (int) value == value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
  }
}
