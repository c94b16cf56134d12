package dev.heel.operator.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.agent.objects.AgentChecks;
import dev.heel.agent.objects.AgentInput;
import dev.heel.agent.objects.AgentObjects;
import dev.heel.agent.spec.AgentNames;
import dev.heel.agent.spec.AgentSpec;
import dev.heel.agent.spec.AgentStatus;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.engine.compare.Canonical;
import dev.heel.operator.agent.AgentRendering.Rendered;
import dev.heel.operator.agent.AgentView.Stage;
import dev.heel.operator.agent.AgentView.Verdict;
import dev.heel.operator.cluster.AppliedObjects;
import dev.heel.resource.Condition;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Problem;
import dev.heel.resource.Reason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One pass over an Agent: read, render, wait for a quiet moment, write what differs, look. */
public final class AgentPass {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CLUSTER_NAME = "[a-z]([-a-z0-9.]*[a-z0-9])?";

  private final AgentHalf half;
  private final AgentTools tools;
  private final DatadogAgent agent;
  private final NamespacedName name;
  private final AgentSpec spec;
  private final AgentStatus status;
  private final Instant now;

  public AgentPass(AgentHalf half, AgentTools tools, DatadogAgent agent) {
    this.half = half;
    this.tools = tools;
    this.agent = agent;
    this.name = NamespacedName.of(agent);
    this.spec = AgentHalf.spec(agent);
    this.status = Optional.ofNullable(agent.getStatus()).orElse(AgentStatus.NONE);
    this.now = half.around().options().clock().instant();
  }

  /** Runs it; another's object in the way ends it with an exception. */
  public AgentOutcome run() throws AppliedObjects.TakenException {
    List<Problem> errors = AgentChecks.problems(agent).stream().filter(Problem::isError).toList();
    if (!errors.isEmpty()) {
      return halted(AgentOutcome.invalid(errors, status));
    }
    AgentKeys.Found keys = tools.keys().of(agent, spec, status);
    if (keys.missing() != null) {
      return halted(keys.missing());
    }
    String cluster = clusterName();
    if (!cluster.matches(CLUSTER_NAME)) {
      return halted(AgentOutcome.invalid(List.of(unfit(cluster)), status));
    }
    Rendered rendered = tools.rendering().of(agent, spec);
    List<Problem> lacking = AgentChecks.imageProblems(spec, rendered.files().jmx());
    if (!lacking.isEmpty()) {
      return halted(AgentOutcome.invalid(lacking, status));
    }
    AgentInput input = new AgentInput(agent, spec, keys.keys(), cluster, rendered.files());
    return written(input, rendered);
  }

  private AgentOutcome written(AgentInput input, Rendered rendered)
      throws AppliedObjects.TakenException {
    String uid = half.around().namespaces().uidOf(name.namespace());
    AgentObjects objects = AgentObjects.of(input, uid);
    String change = Canonical.hash(JSON.valueToTree(objects.all()));
    Optional<Duration> hold = hold(objects, change);
    if (hold.isPresent()) {
      tools.remember(agent, rendered);
      view(rendered, Stage.COLLECTED, null);
      return waitsForMore(hold.get());
    }
    tools.tokens().ensure(agent, AgentNames.of(agent));
    Rollout rollout =
        new Rollout(objects.daemonSet(), tools.live(DaemonSet.class, objects.daemonSet()));
    Instant allowed = rollout.allowedAt(spec.rollout);
    boolean waits = rollout.isNeeded() && now.isBefore(allowed);
    DaemonSet nodes = apply(objects, rollout, waits);
    Deployment cluster = half.applied().apply(objects.deployment());
    tools.prune(agent, objects);
    if (!waits) {
      tools.wrote(name, change);
    }
    view(rendered, waits ? Stage.WAITS : Stage.OUT, waits ? allowed : null);
    return new WorkloadProgress(this, tools, nodes, cluster)
        .outcome(input, rollout, waits ? allowed : null);
  }

  /** Files first, so that a pod finds what it mounts; the nodes' Agents last. */
  private DaemonSet apply(AgentObjects objects, Rollout rollout, boolean waits)
      throws AppliedObjects.TakenException {
    for (HasMetadata object : objects.files()) {
      half.applied().apply(object);
    }
    for (HasMetadata object : objects.others()) {
      half.applied().apply(object);
    }
    return waits
        ? tools.live(DaemonSet.class, objects.daemonSet())
        : half.applied().apply(rollout.begun(now));
  }

  /** What is there already, be it by another process, has nothing to wait for. */
  private Optional<Duration> hold(AgentObjects objects, String change) {
    if (change.equals(tools.written(name)) || tools.isThere(objects, now)) {
      tools.debounce().done(name);
      return Optional.empty();
    }
    return tools.debounce().hold(name, change, now);
  }

  private AgentOutcome waitsForMore(Duration hold) {
    Condition ready = ready();
    boolean runs = ready != null && ready.status().equals("True");
    return runs
        ? AgentOutcome.of(Reason.RolledOut, ready.message(), status).again(hold)
        : AgentOutcome.of(Reason.Progressing, "Waits a moment for more changes.", status)
            .again(hold);
  }

  private AgentOutcome halted(AgentOutcome outcome) {
    half.saw(name, new AgentView(outcome.message(), Map.of()));
    return outcome;
  }

  private void view(Rendered rendered, Stage stage, Instant until) {
    AgentView before = half.view(name);
    Map<NamespacedName, Verdict> verdicts = new HashMap<>();
    rendered
        .checks()
        .forEach(
            (key, check) -> {
              String files = rendered.fingerprint(key);
              boolean out = stage == Stage.OUT || tools.isOut(name, key, files);
              if (out) {
                tools.out(name, key, files);
              }
              verdicts.put(
                  key,
                  new Verdict(
                      check.check().getMetadata().getUid(),
                      Optional.ofNullable(check.check().getMetadata().getGeneration()).orElse(0L),
                      rendered.problems(key),
                      rendered.running(key),
                      out ? Stage.OUT : stage,
                      out ? null : until));
            });
    AgentView view = new AgentView(null, verdicts);
    if (!view.equals(before)) {
      half.saw(name, view);
    }
  }

  private String clusterName() {
    return spec.clusterName == null ? half.around().options().clusterName() : spec.clusterName;
  }

  private static Problem unfit(String cluster) {
    return Problem.error(
        "agent-cluster-name",
        "/spec/clusterName",
        "the operator's cluster name %s is none that the Agent takes".formatted(cluster),
        "Give one in spec.clusterName: lower-case letters, digits, - and ., a letter first.");
  }

  private Condition ready() {
    return status.conditions() == null
        ? null
        : status.conditions().stream()
            .filter(each -> each.type().equals(Condition.READY))
            .findFirst()
            .orElse(null);
  }

  DatadogAgent agent() {
    return agent;
  }

  AgentSpec spec() {
    return spec;
  }

  AgentStatus status() {
    return status;
  }

  Instant now() {
    return now;
  }

  int checks() {
    return (int)
        half.view(name).verdicts().values().stream()
            .filter(verdict -> verdict.rendered().isRendered())
            .count();
  }
}
