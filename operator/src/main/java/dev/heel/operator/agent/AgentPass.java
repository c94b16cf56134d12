package dev.heel.operator.agent;

import dev.heel.agent.files.AdmittedCheck;
import dev.heel.agent.spec.AgentStatus;
import dev.heel.operator.agent.AgentPreparation.Prepared;
import dev.heel.operator.agent.AgentRendering.Rendered;
import dev.heel.operator.agent.AgentView.Stage;
import dev.heel.operator.agent.AgentView.Verdict;
import dev.heel.operator.agent.AgentWriter.Workloads;
import dev.heel.operator.cluster.AppliedObjects;
import dev.heel.operator.status.Conditions;
import dev.heel.operator.status.Outcome;
import dev.heel.resource.Condition;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One pass over an Agent: read, render, wait for a quiet moment, write what differs, look. */
public final class AgentPass {
  private final AgentPreparation preparation;
  private final AgentWriter writer;
  private final UntracedWorkloads untraced;
  private final AgentResources resources;

  public AgentPass(
      AgentPreparation preparation,
      AgentWriter writer,
      UntracedWorkloads untraced,
      AgentResources resources) {
    this.preparation = preparation;
    this.writer = writer;
    this.untraced = untraced;
    this.resources = resources;
  }

  Outcome<AgentStatus> run(AgentInPass pass) throws AppliedObjects.TakenException {
    Prepared prepared = preparation.of(pass);
    if (prepared.refused() != null) {
      resources.saw(pass.state(), new AgentView(prepared.refused().message(), Map.of()));
      return prepared.refused();
    }
    String change = prepared.change();
    Optional<Duration> hold = hold(pass, prepared, change);
    if (hold.isPresent()) {
      remember(pass, prepared.rendered());
      show(pass, prepared.rendered(), Stage.COLLECTED, null);
      return waitsForMore(pass, hold.get());
    }
    return written(pass, prepared, change);
  }

  private Outcome<AgentStatus> written(AgentInPass pass, Prepared prepared, String change)
      throws AppliedObjects.TakenException {
    writer.ensureToken(pass.agent());
    Rollout rollout = writer.rollout(prepared.objects());
    Instant waitsUntil = rollout.waitsUntil(pass.spec().rollout, pass.now());
    Workloads workloads =
        writer.write(
            prepared.objects(), rollout, waitsUntil == null ? rollout.begun(pass.now()) : null);
    writer.prune(pass.agent(), prepared.objects());
    if (waitsUntil == null) {
      pass.state().wrote(change);
    }
    show(pass, prepared.rendered(), waitsUntil == null ? Stage.OUT : Stage.WAITS, waitsUntil);
    return new WorkloadProgress(
            pass, workloads, resources.podsRefused(pass.agent()), untraced.of(pass))
        .outcome(prepared.input().keys(), rollout.changes(), waitsUntil);
  }

  /** What is there already, be it by another process, has nothing to wait for. */
  private Optional<Duration> hold(AgentInPass pass, Prepared prepared, String change) {
    AgentState state = pass.state();
    if (state.isWritten(change) || writer.isThere(prepared.objects(), pass.now())) {
      state.nothingWaits();
      return Optional.empty();
    }
    return state.hold(change, pass.now());
  }

  /**
   * At the first look of this process: what an earlier one said is out, and is there with the same
   * bytes, is out.
   */
  private void remember(AgentInPass pass, Rendered rendered) {
    AgentState state = pass.state();
    if (state.isNew()) {
      state.looked();
      rendered
          .told(writer.files(pass.agent()))
          .forEach(key -> state.out(key, rendered.fingerprint(key)));
    }
  }

  private static Outcome<AgentStatus> waitsForMore(AgentInPass pass, Duration hold) {
    Condition ready = Conditions.ready(pass.status().conditions());
    boolean runs = ready != null && ready.status().equals("True");
    Outcome<AgentStatus> outcome =
        runs
            ? Outcome.of(Reason.RolledOut, ready.message(), pass.status())
            : Outcome.of(Reason.Progressing, "Waits a moment for more changes.", pass.status());
    return outcome.again(hold);
  }

  /** Keeps what became of each check, and tells the checks that this is news for. */
  private void show(AgentInPass pass, Rendered rendered, Stage stage, Instant until) {
    AgentState state = pass.state();
    state.keepOut(rendered.checks().keySet());
    Map<NamespacedName, Verdict> verdicts = new HashMap<>();
    for (NamespacedName key : rendered.checks().keySet()) {
      String files = rendered.fingerprint(key);
      if (stage == Stage.OUT) {
        state.out(key, files);
      }
      boolean out = state.isOut(key, files);
      verdicts.put(key, verdict(key, rendered, out ? Stage.OUT : stage, out ? null : until));
    }
    AgentView view = new AgentView(null, verdicts);
    if (!view.equals(state.view())) {
      resources.saw(state, view);
    }
  }

  private static Verdict verdict(
      NamespacedName key, Rendered rendered, Stage stage, Instant until) {
    AdmittedCheck admitted = rendered.checks().get(key);
    return new Verdict(
        admitted.check().getMetadata().getUid(),
        Conditions.generation(admitted.check()),
        rendered.problems(key),
        rendered.running(key),
        stage,
        until);
  }
}
