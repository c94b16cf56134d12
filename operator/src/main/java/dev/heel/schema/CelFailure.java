package dev.heel.schema;

import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What went wrong inside a rule, in the words of Kubernetes' CEL. */
final class CelFailure {
  private static final Pattern PREFIX = Pattern.compile("^evaluation error[^:]*(:<?\\d+>?)?: ");
  private static final Pattern KEY = Pattern.compile("key '(.*)' is not present in map");
  private static final Pattern INDEX = Pattern.compile("Index out of bounds: (.*)");

  private CelFailure() {}

  static String sentence(CelEvaluationException failure) {
    String message = PREFIX.matcher(String.valueOf(failure.getMessage())).replaceFirst("");
    CelErrorCode code = failure.getErrorCode();
    return switch (code) {
      case ATTRIBUTE_NOT_FOUND -> worded(KEY, message, "no such key: ");
      case INDEX_OUT_OF_BOUNDS -> worded(INDEX, message, "index out of bounds: ");
      case DIVIDE_BY_ZERO -> "division by zero";
      case NUMERIC_OVERFLOW -> "integer overflow";
      case OVERLOAD_NOT_FOUND -> "no such overload";
      default -> message;
    };
  }

  private static String worded(Pattern pattern, String message, String words) {
    Matcher matcher = pattern.matcher(message);
    return matcher.find() ? words + matcher.group(1) : message;
  }
}
