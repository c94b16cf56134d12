package dev.heel.kinds.monitor.checks;

import dev.heel.engine.read.Nearest;
import dev.heel.kinds.monitor.message.TemplateScanner;
import dev.heel.kinds.monitor.message.TemplateScanner.Form;
import dev.heel.kinds.monitor.message.TemplateScanner.Token;
import dev.heel.kinds.monitor.query.Monitor;
import dev.heel.resource.Problem;
import dev.heel.resource.Problem.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Conditions in notifications (Datadog documentation, "Monitor variables"). */
final class TemplateChecks {
  static final String BALANCE = "monitor-template";
  static final String UNKNOWN = "monitor-template-block";

  /** The texts that Datadog fills in. */
  static final List<String> FIELDS = List.of("/name", "/message", "/options/escalation_message");

  static final Set<String> BLOCKS =
      Set.of(
          "is_alert",
          "is_alert_recovery",
          "is_alert_to_warning",
          "is_exact_match",
          "is_match",
          "is_no_data",
          "is_no_data_recovery",
          "is_priority",
          "is_recovery",
          "is_renotify",
          "is_unknown",
          "is_warning",
          "is_warning_recovery");

  private TemplateChecks() {}

  static List<Problem> blocksAreBalanced(Monitor monitor) {
    List<Problem> problems = new ArrayList<>();
    FIELDS.forEach(pointer -> balance(monitor, pointer, problems));
    return problems;
  }

  private static void balance(Monitor monitor, String pointer, List<Problem> problems) {
    Deque<Token> open = new ArrayDeque<>();
    for (Token token : TemplateScanner.tokens(monitor.draft().text(pointer))) {
      if (token.form() == Form.OPEN) {
        open.push(token);
      } else if (token.form() == Form.UNCLOSED) {
        problems.add(
            at(monitor, pointer, token, "{{ has no }} to it", "Close it, or take it out."));
      } else if (token.form() == Form.CLOSE) {
        close(monitor, pointer, token, open, problems);
      }
    }
    open.descendingIterator()
        .forEachRemaining(
            token ->
                problems.add(
                    at(
                        monitor,
                        pointer,
                        token,
                        token.name() + " is opened and never closed",
                        "Close it with {{/" + token.name() + "}}.")));
  }

  private static void close(
      Monitor monitor, String pointer, Token token, Deque<Token> open, List<Problem> problems) {
    if (open.isEmpty()) {
      problems.add(
          at(
              monitor,
              pointer,
              token,
              token.name() + " is closed and was never opened",
              "Open it with {{#" + token.name() + "}}, or take this out."));
      return;
    }
    Token opened = open.pop();
    if (!opened.name().equals(token.name())) {
      Place second =
          new Place(monitor.draft().place(pointer).pointer(), opened.offset(), opened.length());
      problems.add(
          at(
                  monitor,
                  pointer,
                  token,
                  token.name() + " is closed where " + opened.name() + " is open",
                  "Close what was opened last first: {{/" + opened.name() + "}}.")
              .against(second));
    }
  }

  private static Problem at(
      Monitor monitor, String pointer, Token token, String message, String remedy) {
    return monitor
        .warning(BALANCE, pointer, message, remedy)
        .within(token.offset(), token.length());
  }

  static List<Problem> blocksAreKnown(Monitor monitor) {
    return FIELDS.stream()
        .flatMap(
            pointer ->
                TemplateScanner.tokens(monitor.draft().text(pointer)).stream()
                    .filter(token -> token.form() == Form.OPEN)
                    .filter(token -> !BLOCKS.contains(token.name()))
                    .map(token -> unknown(monitor, pointer, token)))
        .toList();
  }

  private static Problem unknown(Monitor monitor, String pointer, Token token) {
    return monitor
        .warning(
            UNKNOWN,
            pointer,
            "Datadog has no condition " + token.name() + " that Heel knows",
            Nearest.to(token.name(), BLOCKS)
                .map(name -> "Did you mean " + name + "? What stands in it may never be sent.")
                .orElse("What stands in it may never be sent."))
        .within(token.offset(), token.length());
  }
}
