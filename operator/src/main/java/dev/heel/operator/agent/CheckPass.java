package dev.heel.operator.agent;

import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.CheckStatus;
import dev.heel.agent.check.DatadogCheck;
import dev.heel.agent.files.RenderedCheck;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.kinds.Kinds;
import dev.heel.operator.agent.AgentView.Stage;
import dev.heel.operator.agent.AgentView.Verdict;
import dev.heel.operator.agent.rights.CheckSecrets;
import dev.heel.operator.cluster.AppliedObjects;
import dev.heel.operator.status.Conditions;
import dev.heel.operator.status.Outcome;
import dev.heel.operator.status.ProblemText;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Problem;
import dev.heel.resource.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One pass over a check: what the Agents made of it, and whether they may read its Secrets. */
public final class CheckPass {
  private static final String NOT_ALLOWED = "not-allowed";

  private final AgentResources resources;
  private final AgentStates states;
  private final CheckSecrets secrets;
  private final DatadogCheck check;
  private final CheckDraft draft;
  private final NamespacedName key;
  private final Map<NamespacedName, Verdict> verdicts = new TreeMap<>();

  public CheckPass(
      AgentResources resources, AgentStates states, CheckSecrets secrets, DatadogCheck check) {
    this.resources = resources;
    this.states = states;
    this.secrets = secrets;
    this.check = check;
    this.draft = CheckDraft.of(check);
    this.key = draft.key();
  }

  /** Empty if an Agent has still to look at this generation or to write it, and will say so. */
  public Optional<Outcome<CheckStatus>> run() throws AppliedObjects.TakenException {
    List<DatadogAgent> agents = resources.agents();
    List<DatadogAgent> admitting = agents.stream().filter(agent -> runs(agent)).toList();
    if (admitting.isEmpty()) {
      secrets.withdraw(check);
      return Optional.of(nobody(agents));
    }
    for (DatadogAgent agent : admitting) {
      NamespacedName name = NamespacedName.of(agent);
      AgentView view = states.view(name);
      if (view.equals(AgentView.NONE)) {
        return Optional.empty();
      }
      if (view.halted() != null) {
        return Optional.of(
            asBefore("DatadogAgent %s runs no checks yet: %s".formatted(name, view.halted())));
      }
      Verdict verdict = view.verdicts().get(key);
      if (verdict == null || !isOfThis(verdict)) {
        resources.wakers().wake(Kinds.AGENT.target(name));
        return Optional.empty();
      }
      verdicts.put(name, verdict);
    }
    return judged();
  }

  private Optional<Outcome<CheckStatus>> judged() throws AppliedObjects.TakenException {
    List<Problem> errors =
        verdicts.values().stream()
            .flatMap(verdict -> verdict.problems().stream())
            .filter(Problem::isError)
            .distinct()
            .toList();
    if (!errors.isEmpty()) {
      return Optional.of(wrong(errors));
    }
    if (verdicts.values().stream().anyMatch(verdict -> verdict.stage() == Stage.COLLECTED)) {
      return Optional.empty();
    }
    Optional<String> secret = secrets.missing(draft);
    if (secret.isPresent()) {
      return Optional.of(outcome(Reason.WaitingForReference, secret.get()));
    }
    Optional<String> remedy = secrets.grant(check, verdicts.keySet());
    if (remedy.isPresent()) {
      return Optional.of(outcome(Reason.GrantMissing, remedy.get()));
    }
    Optional<Outcome<CheckStatus>> waits =
        verdicts.entrySet().stream()
            .filter(each -> each.getValue().stage() != Stage.OUT)
            .map(each -> pending(each.getKey(), each.getValue()))
            .findFirst();
    return waits.isPresent() ? waits : Optional.of(rendered());
  }

  private boolean runs(DatadogAgent agent) {
    return resources.admits(agent, AgentResources.spec(agent), key.namespace());
  }

  private boolean isOfThis(Verdict verdict) {
    return Objects.equals(verdict.uid(), check.getMetadata().getUid())
        && verdict.generation() == Conditions.generation(check);
  }

  private Outcome<CheckStatus> nobody(List<DatadogAgent> agents) {
    if (agents.isEmpty()) {
      return outcome(
          Reason.WaitingForAgent, "There is no DatadogAgent in this cluster that could run it.");
    }
    String names =
        agents.stream()
            .map(NamespacedName::of)
            .map(NamespacedName::toString)
            .collect(Collectors.joining(", "));
    return outcome(
        Reason.NotAllowed,
        ("No DatadogAgent runs checks of namespace %s (spec.allowedChecks.namespaces of %s). Ask its"
                + " owner to allow it.")
            .formatted(key.namespace(), names));
  }

  private Outcome<CheckStatus> wrong(List<Problem> errors) {
    boolean notAllowed = errors.stream().anyMatch(each -> each.rule().equals(NOT_ALLOWED));
    boolean goesOn = verdicts.values().stream().anyMatch(v -> v.rendered().isRendered());
    String stays = goesOn ? " The Agent keeps running the previous spec." : " No Agent runs it.";
    return outcome(notAllowed ? Reason.NotAllowed : Reason.Invalid, ProblemText.of(errors) + stays);
  }

  private Outcome<CheckStatus> pending(NamespacedName agent, Verdict verdict) {
    Instant until = verdict.until();
    String when =
        until == null
            ? "as soon as DatadogAgent %s can be written; it says what is in the way"
                .formatted(agent)
            : "at " + Conditions.time(until);
    Outcome<CheckStatus> outcome =
        outcome(Reason.Progressing, "Goes out to the Agents " + when + ".");
    String end = until == null ? null : Conditions.time(until);
    return outcome.with(outcome.facts().pending("its files", end));
  }

  private Outcome<CheckStatus> rendered() {
    String agents =
        verdicts.keySet().stream().map(NamespacedName::toString).collect(Collectors.joining(", "));
    List<Problem> warnings =
        verdicts.values().stream().flatMap(verdict -> verdict.problems().stream()).toList();
    String more = warnings.isEmpty() ? "" : " " + ProblemText.of(warnings);
    String message = "DatadogAgent %s runs it: %s.%s".formatted(agents, placement(), more);
    return outcome(Reason.Rendered, message);
  }

  private String placement() {
    return verdicts.values().iterator().next().rendered().placement();
  }

  /** One Agent may run what another must not: what is said is of those that run it. */
  private Outcome<CheckStatus> outcome(Reason reason, String message) {
    Map<NamespacedName, RenderedCheck> running = new TreeMap<>();
    verdicts.forEach(
        (name, verdict) -> {
          if (verdict.rendered().isRendered()) {
            running.put(name, verdict.rendered());
          }
        });
    return Outcome.of(reason, message, facts(running));
  }

  private CheckStatus facts(Map<NamespacedName, RenderedCheck> running) {
    if (running.isEmpty()) {
      return new CheckStatus(
          null, null, draft.name(), draft.runsOn(), null, null, null, null, null, null);
    }
    RenderedCheck first = running.values().iterator().next();
    List<String> files =
        running.values().stream().flatMap(each -> each.files().stream()).distinct().toList();
    return new CheckStatus(
        null,
        null,
        first.check(),
        draft.runsOn(),
        first.instances(),
        first.placement(),
        running.keySet().stream().map(NamespacedName::toString).toList(),
        files,
        null,
        null);
  }

  /**
   * An Agent that cannot look at its checks for a moment still runs what it has; by the files that
   * are said here another process knows them.
   */
  private Outcome<CheckStatus> asBefore(String message) {
    CheckStatus before = Optional.ofNullable(check.getStatus()).orElse(CheckStatus.NONE);
    CheckStatus facts =
        new CheckStatus(
            null,
            null,
            before.check() == null ? draft.name() : before.check(),
            draft.runsOn(),
            before.instances(),
            before.placement(),
            before.agents(),
            before.files(),
            null,
            null);
    return Outcome.of(Reason.WaitingForAgent, message, facts);
  }
}
