package dev.heel.sandbox.datadog.downtimes;

import dev.heel.sandbox.datadog.http.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The syntax of a downtime's scope: Datadog documentation, "Downtimes", on scopes. Every value has
 * a key; at most two levels of parentheses; OR at the top only among values of one key; negation
 * only before {@code key:}; no {@code ?}. {@code *} alone is every group.
 */
final class DowntimeScope {
  private static final Pattern TOKEN = Pattern.compile("\\s*(\\(|\\)|(?:[^\\s()\"]|\"[^\"]*\")+)");
  private static final Pattern KEY = Pattern.compile("-?([A-Za-z][\\w./-]*):(.*)");
  private static final Set<String> JOINERS = Set.of("AND", "OR", "NOT");
  private static final String INVALID = Request.invalid("scope");
  private static final int DEEPEST = 2;

  private final List<String> tokens;
  private final Set<String> topKeys = new HashSet<>();
  private boolean topOr;
  private int depth;
  private int keyedDepth;

  private DowntimeScope(List<String> tokens) {
    this.tokens = tokens;
  }

  /** What is wrong with it, or empty. */
  static Optional<String> problem(String scope) {
    if (scope.strip().equals("*")) {
      return Optional.empty();
    }
    Optional<List<String>> tokens = tokens(scope.strip());
    if (tokens.isEmpty() || tokens.get().isEmpty()) {
      return Optional.of(INVALID);
    }
    return new DowntimeScope(tokens.get()).check();
  }

  private static Optional<List<String>> tokens(String scope) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(scope);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
    return end == scope.length() ? Optional.of(tokens) : Optional.empty();
  }

  private Optional<String> check() {
    for (int i = 0; i < tokens.size(); i++) {
      String previous = i == 0 ? "" : tokens.get(i - 1);
      Optional<String> problem = token(tokens.get(i), previous);
      if (problem.isPresent()) {
        return problem;
      }
    }
    String last = tokens.get(tokens.size() - 1);
    boolean open = depth != 0 || JOINERS.contains(last) || last.endsWith(":");
    boolean mixed = topOr && topKeys.size() > 1;
    return open || mixed ? Optional.of(INVALID) : Optional.empty();
  }

  private Optional<String> token(String token, String previous) {
    return switch (token) {
      case "(" -> opened(previous);
      case ")" -> closed(previous);
      case "AND", "OR", "NOT" -> joined(token, previous);
      default -> value(token);
    };
  }

  private Optional<String> opened(String previous) {
    depth++;
    if (keyedDepth == 0 && previous.endsWith(":")) {
      keyedDepth = depth;
    }
    boolean negated = previous.equals("-") || previous.equals("NOT");
    return broken(depth > DEEPEST || negated);
  }

  private Optional<String> closed(String previous) {
    if (keyedDepth == depth) {
      keyedDepth = 0;
    }
    depth--;
    return broken(depth < 0 || previous.equals("(") || JOINERS.contains(previous));
  }

  private Optional<String> joined(String token, String previous) {
    topOr |= token.equals("OR") && depth == 0;
    boolean first = previous.isEmpty() || previous.equals("(");
    return broken(!token.equals("NOT") && (first || JOINERS.contains(previous)));
  }

  private Optional<String> value(String token) {
    if (token.contains("?")) {
      return Optional.of(INVALID);
    }
    Matcher keyed = KEY.matcher(token);
    if (keyed.matches()) {
      if (depth == 0) {
        topKeys.add(keyed.group(1));
      }
      return Optional.empty();
    }
    return keyedDepth > 0 ? Optional.empty() : Optional.of("All values must have a key");
  }

  private static Optional<String> broken(boolean isBroken) {
    return isBroken ? Optional.of(INVALID) : Optional.empty();
  }
}
