package dev.heel.kinds.monitor.checks;

import dev.heel.kinds.monitor.message.TemplateScanner;
import dev.heel.kinds.monitor.message.TemplateScanner.Form;
import dev.heel.kinds.monitor.message.TemplateScanner.Token;
import dev.heel.kinds.monitor.query.Monitor;
import dev.heel.kinds.monitor.query.MonitorType;
import dev.heel.resource.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Blocks of a message whose condition can never hold, so that nobody in them is told. */
final class ConditionChecks {
  static final String NEVER = "monitor-template-never";

  private static final Set<String> WARNINGS =
      Set.of("is_warning", "is_warning_recovery", "is_alert_to_warning");
  private static final Set<String> SILENCES = Set.of("is_no_data", "is_no_data_recovery");
  private static final Set<String> MATCHES = Set.of("is_match", "is_exact_match");

  /** Types that warn at a threshold only; a service check warns when the check says so. */
  private static final Set<MonitorType> WITH_THRESHOLD =
      Set.of(MonitorType.METRIC, MonitorType.EVENTS, MonitorType.PROCESS, MonitorType.SLO);

  private ConditionChecks() {}

  /** What a block lacks, and what to do. */
  private record Lack(String what, String remedy) {}

  static List<Problem> blocksCanHold(Monitor monitor) {
    return TemplateChecks.FIELDS.stream().flatMap(pointer -> inText(monitor, pointer)).toList();
  }

  private static Stream<Problem> inText(Monitor monitor, String pointer) {
    String text = monitor.draft().text(pointer);
    return TemplateScanner.tokens(text).stream()
        .filter(token -> token.form() == Form.OPEN && !token.isNegated(text))
        .flatMap(
            token ->
                lack(monitor, token, text).stream()
                    .map(lack -> problem(monitor, pointer, token, lack)));
  }

  private static Optional<Lack> lack(Monitor monitor, Token token, String text) {
    String name = token.name();
    if (WARNINGS.contains(name)) {
      boolean warns = !WITH_THRESHOLD.contains(monitor.type()) || monitor.has("thresholds/warning");
      return unless(warns, "the monitor has no threshold for warnings", "Set thresholds.warning");
    }
    if (SILENCES.contains(name)) {
      String what = "the monitor has " + Silence.NOT_TOLD;
      return unless(Silence.isTold(monitor), what, Silence.REMEDY);
    }
    if (name.equals("is_renotify")) {
      boolean again = monitor.value("renotify_interval").asDouble(0) > 0;
      return unless(again, "the monitor is never told again", "Set renotifyInterval");
    }
    if (name.equals("is_priority")) {
      boolean given = monitor.draft().has("/priority");
      return unless(given, "the monitor has no priority", "Set priority");
    }
    return MATCHES.contains(name) ? ofNoGroup(monitor, token.arguments(text)) : Optional.empty();
  }

  private static Optional<Lack> ofNoGroup(Monitor monitor, List<String> arguments) {
    Optional<String> tag =
        arguments.stream().limit(1).flatMap(v -> GroupChecks.ungrouped(monitor, v)).findFirst();
    return tag.map(
        each -> new Lack("the query is not grouped by " + each, "Add by {" + each + "} to it"));
  }

  private static Optional<Lack> unless(boolean holds, String what, String remedy) {
    return holds ? Optional.empty() : Optional.of(new Lack(what, remedy));
  }

  private static Problem problem(Monitor monitor, String pointer, Token token, Lack lack) {
    return monitor
        .warning(
            NEVER,
            pointer,
            "this " + token.name() + " never holds: " + lack.what(),
            lack.remedy() + ", or take the block out: nobody in it is told.")
        .within(token.offset(), token.length());
  }
}
