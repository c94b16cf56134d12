package dev.heel.schema.cel;

import dev.cel.runtime.CelEvaluationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What went wrong inside a rule, in the words of Kubernetes' CEL. */
final class CelFailure {
  private static final Pattern MESSAGE =
      Pattern.compile("evaluation error(?: at [^:]*:(\\d+))?: (.*)", Pattern.DOTALL);
  private static final Pattern KEY = Pattern.compile("key '(.*)' is not present in map\\.?");
  private static final Pattern INDEX = Pattern.compile("Index out of bounds: (.*)");
  private static final Pattern CONVERSION = Pattern.compile("\\b(int|uint|double)\\($");

  private CelFailure() {}

  /**
   * @param rule the expression that was evaluated
   */
  static String sentence(CelEvaluationException failure, String rule) {
    Matcher matcher = MESSAGE.matcher(String.valueOf(failure.getMessage()));
    boolean known = matcher.matches();
    String message = known ? matcher.group(2) : String.valueOf(failure.getMessage());
    return switch (failure.getErrorCode()) {
      case ATTRIBUTE_NOT_FOUND -> "no such key: " + KEY.matcher(message).replaceFirst("$1");
      case INDEX_OUT_OF_BOUNDS ->
          "index out of bounds: " + INDEX.matcher(message).replaceFirst("$1");
      case DIVIDE_BY_ZERO -> "division by zero";
      case NUMERIC_OVERFLOW -> "integer overflow";
      case OVERLOAD_NOT_FOUND -> "no such overload";
      case BAD_FORMAT -> conversion(message, rule, known ? matcher.group(1) : null);
      default -> message;
    };
  }

  /** The library says what is odd in the text, Kubernetes which conversion failed. */
  private static String conversion(String message, String rule, String offset) {
    if (offset == null || Integer.parseInt(offset) >= rule.length()) {
      return message;
    }
    Matcher call = CONVERSION.matcher(rule.substring(0, Integer.parseInt(offset) + 1));
    return call.find() ? "type conversion error from 'string' to '" + call.group(1) + "'" : message;
  }
}
