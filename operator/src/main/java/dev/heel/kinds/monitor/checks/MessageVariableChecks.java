package dev.heel.kinds.monitor.checks;

import dev.heel.engine.read.Nearest;
import dev.heel.kinds.monitor.message.TemplateScanner;
import dev.heel.kinds.monitor.message.TemplateScanner.Form;
import dev.heel.kinds.monitor.message.TemplateScanner.Token;
import dev.heel.kinds.monitor.query.Monitor;
import dev.heel.resource.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Words in braces that Datadog does not fill in, and so sends as they are (Datadog documentation,
 * "Monitor variables").
 */
final class MessageVariableChecks {
  static final String VARIABLE = "monitor-template-variable";

  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern PARTED = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*\\.[A-Za-z_]+");
  private static final List<String> OF_A_GROUP = List.of("name", "ip");

  private static final Set<String> WORDS =
      Set.of(
          "check_message",
          "comparator",
          "eval",
          "first_triggered_at",
          "first_triggered_at_epoch",
          "last_triggered_at",
          "last_triggered_at_epoch",
          "local_time",
          "ok_threshold",
          "threshold",
          "triggered_duration_sec",
          "urlencode",
          "value",
          "warn_threshold");

  private MessageVariableChecks() {}

  static List<Problem> variablesAreKnown(Monitor monitor) {
    return TemplateChecks.FIELDS.stream().flatMap(pointer -> inText(monitor, pointer)).toList();
  }

  private static Stream<Problem> inText(Monitor monitor, String pointer) {
    return TemplateScanner.tokens(monitor.draft().text(pointer)).stream()
        .filter(token -> token.form() == Form.VALUE)
        .flatMap(
            token -> remedy(monitor, token.name()).map(r -> problem(monitor, pointer, token, r)));
  }

  /** Empty if nothing is to be said of the name. */
  private static Stream<String> remedy(Monitor monitor, String name) {
    if (name.equals("else")) {
      return Stream.of("Datadog has no else: close the block, and open {{^…}} for the rest.");
    }
    if (WORD.matcher(name).matches() && !WORDS.contains(name)) {
      boolean group = GroupChecks.groups(monitor).filter(all -> all.contains(name)).isPresent();
      Optional<String> meant = group ? Optional.of(name + ".name") : Nearest.to(name, WORDS);
      return meant.or(() -> Optional.of("")).map(MessageVariableChecks::question).stream();
    }
    return PARTED.matcher(name).matches() && !GroupChecks.isOfTheTrigger(name)
        ? slipBehindTheGroup(name).map(MessageVariableChecks::question).stream()
        : Stream.empty();
  }

  private static Optional<String> slipBehindTheGroup(String name) {
    int dot = name.lastIndexOf('.');
    String last = name.substring(dot + 1);
    return OF_A_GROUP.contains(last)
        ? Optional.empty()
        : Nearest.to(last, OF_A_GROUP).map(near -> name.substring(0, dot + 1) + near);
  }

  private static String question(String meant) {
    String stays = "It stays in the text as it is.";
    return meant.isEmpty() ? stays : "Did you mean {{" + meant + "}}? " + stays;
  }

  private static Problem problem(Monitor monitor, String pointer, Token token, String remedy) {
    String what = "Datadog fills in no " + token.name() + " that Heel knows";
    return monitor.warning(VARIABLE, pointer, what, remedy).within(token.offset(), token.length());
  }
}
