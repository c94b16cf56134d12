package dev.heel.kinds.monitor.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a composite's query: monitors by id or by {@code $(DatadogMonitor/name)}, joined with
 * {@code &&} and {@code ||}, negated with {@code !}, in brackets. Linear, without recursion, so
 * that no depth of brackets can exhaust a stack.
 */
public final class CompositeExpression {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(?:(&&|\\|\\||!|\\(|\\))|([0-9]+)|(\\$\\([^()]*\\))|(\\S))");
  private static final Pattern MONITOR = Pattern.compile("\\$\\(DatadogMonitor/[^/]+\\)");

  private CompositeExpression() {}

  /**
   * @param what one clause for people
   * @param offset where in the query
   * @param length how much of it; 0 for all
   */
  public record Fault(String what, int offset, int length) {}

  private record Token(String text, int offset) {
    boolean isOperator() {
      return text.equals("&&") || text.equals("||");
    }

    boolean isMonitor() {
      return Character.isDigit(text.charAt(0))
          || MONITOR.matcher(text).matches() && !text.endsWith(".url)");
    }

    public Fault fault(String what) {
      return new Fault(what, offset, text.length());
    }
  }

  /** The first thing that is wrong; empty if it can be read. */
  public static Optional<Fault> fault(String query) {
    List<Token> open = new ArrayList<>();
    boolean wantsMonitor = true;
    for (Token token : tokens(query)) {
      boolean begins = token.text().equals("!") || token.text().equals("(");
      boolean fits = wantsMonitor == (begins || token.isMonitor());
      if (!isKnown(token)) {
        return Optional.of(token.fault(token.text() + " is no monitor and no operator"));
      }
      if (!fits) {
        String wanted = wantsMonitor ? "a monitor" : "&& or ||";
        return Optional.of(token.fault("here " + wanted + " is expected, not " + token.text()));
      }
      if (token.text().equals("(")) {
        open.add(token);
      } else if (token.text().equals(")")) {
        if (open.isEmpty()) {
          return Optional.of(token.fault("this bracket was never opened"));
        }
        open.remove(open.size() - 1);
      }
      wantsMonitor = begins || token.isOperator();
    }
    return end(wantsMonitor, open);
  }

  private static Optional<Fault> end(boolean wantsMonitor, List<Token> open) {
    if (wantsMonitor) {
      return Optional.of(new Fault("the query ends where a monitor is expected", 0, 0));
    }
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(open.get(open.size() - 1).fault("this bracket is never closed"));
  }

  private static boolean isKnown(Token token) {
    return token.isMonitor() || token.isOperator() || "!()".contains(token.text());
  }

  private static List<Token> tokens(String query) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(query.stripTrailing());
    while (matcher.find()) {
      for (int group = 1; group <= 4; group++) {
        if (matcher.group(group) != null) {
          tokens.add(new Token(matcher.group(group), matcher.start(group)));
        }
      }
    }
    return tokens;
  }
}
