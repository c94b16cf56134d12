package dev.heel.kinds.monitor.checks;

import dev.heel.kinds.monitor.message.TemplateScanner;
import dev.heel.kinds.monitor.message.TemplateScanner.Form;
import dev.heel.kinds.monitor.message.TemplateScanner.Token;
import dev.heel.kinds.monitor.query.Monitor;
import dev.heel.resource.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Conditions that say what is not, and so say more than people mean. */
final class NegationChecks {
  static final String WARNING = "monitor-template-warning";

  private static final Set<String> NEITHER = Set.of("is_alert", "is_no_data");

  private NegationChecks() {}

  /**
   * {@code {{^is_alert}}{{^is_no_data}}} is meant for warnings, and holds for recoveries as well.
   */
  static List<Problem> warningsAreSaid(Monitor monitor) {
    List<Problem> problems = new ArrayList<>();
    for (String pointer : TemplateChecks.FIELDS) {
      neither(monitor.draft().text(pointer))
          .forEach(token -> problems.add(problem(monitor, pointer, token)));
    }
    return problems;
  }

  /** Where nothing but these two is open, each negated: the first of them. */
  private static List<Token> neither(String text) {
    List<Token> found = new ArrayList<>();
    Deque<Token> open = new ArrayDeque<>();
    for (Token token : TemplateScanner.tokens(text)) {
      if (token.form() == Form.OPEN) {
        open.addLast(token);
        if (open.size() == 2
            && open.stream().map(Token::name).collect(Collectors.toSet()).equals(NEITHER)
            && open.stream().allMatch(each -> each.isNegated(text))) {
          found.add(open.getFirst());
        }
      } else if (token.form() == Form.CLOSE) {
        open.pollLast();
      }
    }
    return found;
  }

  private static Problem problem(Monitor monitor, String pointer, Token token) {
    return monitor
        .warning(
            WARNING,
            pointer,
            "this is sent for warnings and for recoveries as well: both are neither alert nor no data",
            "For warnings alone write {{#is_warning}}…{{/is_warning}}.")
        .within(token.offset(), token.length());
  }
}
