package dev.heel.lint;

import dev.heel.engine.Draft;
import dev.heel.engine.problem.IgnoredRules;
import dev.heel.engine.read.Handles;
import dev.heel.engine.read.Handles.Handle;
import dev.heel.engine.read.Nearest;
import dev.heel.engine.read.ValueWords;
import dev.heel.kinds.Kinds;
import dev.heel.lint.Resources.Known;
import dev.heel.lint.Validation.Extent;
import dev.heel.resource.Problem;
import dev.heel.resource.Problem.Severity;
import dev.heel.resource.Reference;
import dev.heel.resource.Reference.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Who is told: handles that lead nowhere, and monitors of which nobody hears. */
final class Recipients {
  private static final String WEBHOOK = "notify-webhook";
  private static final String HANDLE = "notify-handle";
  private static final String NOBODY = "monitor-nobody";

  /** What stands before the first hyphen of a handle that is no address; there are more. */
  private static final Set<String> CHANNELS =
      Set.of("opsgenie", "pagerduty", "servicenow", "slack", "victorops", "webhook", "workflow");

  private static final Pattern REFERENCE = Pattern.compile("\\$\\([^()]*\\)");

  private final List<Known<?>> sound;
  private final Extent extent;
  private final Map<String, Pattern> webhooks = new TreeMap<>();
  private final Set<Target> referred;

  /**
   * @param known all resources
   * @param sound those without an error: only these are judged, unless they name what is not there
   */
  Recipients(List<Known<?>> known, List<Known<?>> sound, Extent extent) {
    this.extent = extent;
    known.stream()
        .filter(each -> each.kind().equals(Kinds.WEBHOOK))
        .map(each -> name(each.draft()))
        .filter(Objects::nonNull)
        .forEach(name -> webhooks.put(name, pattern(name)));
    Set<Target> all =
        known.stream().map(each -> Across.target(each.manifest())).collect(Collectors.toSet());
    this.sound =
        sound.stream().filter(each -> extent == Extent.PART || isWhole(each, all)).toList();
    referred =
        known.stream()
            .filter(each -> !each.kind().equals(Kinds.DOWNTIME))
            .flatMap(each -> each.kind().references(each.draft()).stream())
            .map(Reference::target)
            .collect(Collectors.toSet());
  }

  private static boolean isWhole(Known<?> known, Set<Target> all) {
    return known.kind().references(known.draft()).stream()
        .allMatch(reference -> all.contains(reference.target()));
  }

  private static String name(Draft webhook) {
    String said = webhook.text("/name");
    return said.isEmpty() ? webhook.resource().getMetadata().getName() : said;
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (Known<?> each : sound) {
      findings.addAll(Faults.guarded(each.manifest(), () -> findings(each)));
    }
    return findings;
  }

  private List<Finding> findings(Known<?> known) {
    return IgnoredRules.of(known.draft().resource()).without(problems(known)).stream()
        .map(problem -> Marks.finding(known.manifest(), problem))
        .toList();
  }

  private List<Problem> problems(Known<?> known) {
    List<Problem> problems = new ArrayList<>();
    Draft draft = known.draft();
    boolean told = false;
    for (String message : known.kind().messages()) {
      for (Handle handle : Handles.in(draft.text(message))) {
        told = true;
        problem(handle)
            .map(problem -> at(draft, message, handle, problem))
            .ifPresent(problems::add);
      }
    }
    if (!told && speaksForItself(known)) {
      problems.add(nobody(draft));
    }
    return problems;
  }

  /** A composite tells for its parts; a draft tells nobody. */
  private boolean speaksForItself(Known<?> known) {
    Draft draft = known.draft();
    return known.kind().equals(Kinds.MONITOR)
        && !draft.incomplete()
        && !draft.text("/draft_status").equals("draft")
        && !referred.contains(Across.target(known.manifest()));
  }

  private static Problem nobody(Draft draft) {
    return new Problem(
        Severity.WARNING,
        NOBODY,
        draft.place("/message"),
        null,
        "nobody hears of this monitor: its message names no recipient",
        "Name somebody, such as @oncall@example.com, @slack-CHANNEL or @team-NAME. If a"
            + " notification rule in Datadog does it, annotate heel.dev/ignore-rules: "
            + NOBODY
            + ".");
  }

  private Optional<Problem> problem(Handle handle) {
    if (!handle.tail().isEmpty()) {
      return Optional.of(
          warning(
              HANDLE,
              "@%s is followed by \"%s\", which Datadog takes for a part of it"
                  .formatted(
                      ValueWords.shortened(handle.text()), ValueWords.shortened(handle.tail())),
              "Put a space behind it."));
    }
    if (handle.isOpen() || handle.isAddress()) {
      return Optional.empty();
    }
    return handle.isWebhook() ? unknownWebhook(handle.webhook()) : misspelt(handle);
  }

  /** Silent where no webhook is kept in files, and where the cluster may have it. */
  private Optional<Problem> unknownWebhook(String name) {
    Optional<String> near = Nearest.to(name, webhooks.keySet());
    boolean known =
        webhooks.containsKey(name)
            || webhooks.values().stream().anyMatch(pattern -> pattern.matcher(name).matches());
    if (webhooks.isEmpty() || known || extent == Extent.PART && near.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        warning(
            WEBHOOK,
            "no DatadogWebhook among these files is called " + ValueWords.shortened(name),
            near.map(n -> "Did you mean @webhook-" + n + "? ").orElse("")
                + "@webhook-$(DatadogWebhook/NAME) follows one of these files."));
  }

  /** A name may have the cluster's in it. */
  private static Pattern pattern(String webhook) {
    return Pattern.compile(
        Arrays.stream(REFERENCE.split(webhook, -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")));
  }

  /** A letter too many or too few is a slip; with another letter it may be another word. */
  private static Optional<Problem> misspelt(Handle handle) {
    int hyphen = handle.text().indexOf('-');
    if (hyphen < 0) {
      return Optional.empty();
    }
    String channel = handle.text().substring(0, hyphen);
    String rest = handle.text().substring(hyphen);
    if (CHANNELS.contains(channel)) {
      return rest.length() > 1
          ? Optional.empty()
          : Optional.of(
              warning(
                  HANDLE, "@" + channel + "- names nobody", "Write the name behind the hyphen."));
    }
    return Nearest.to(channel, CHANNELS)
        .filter(near -> near.length() != channel.length())
        .map(
            near ->
                warning(
                    HANDLE,
                    "Heel knows no handles that begin with @" + channel + "-",
                    "Did you mean @" + near + ValueWords.shortened(rest) + "?"));
  }

  private static Problem warning(String rule, String message, String remedy) {
    return Problem.warning(rule, "", message, remedy);
  }

  private static Problem at(Draft draft, String pointer, Handle handle, Problem problem) {
    return Problem.warning(
            problem.rule(), draft.place(pointer).pointer(), problem.message(), problem.remedy())
        .within(handle.offset(), handle.length());
  }
}
