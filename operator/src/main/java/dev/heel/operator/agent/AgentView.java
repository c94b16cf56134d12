package dev.heel.operator.agent;

import dev.heel.agent.files.RenderedCheck;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Problem;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What an Agent's last pass made of the checks that it admits. Never changed: a new pass makes a
 * new one.
 *
 * @param halted why the Agent could not look at its checks, for people; null if it could
 * @param verdicts by check
 */
record AgentView(String halted, Map<NamespacedName, Verdict> verdicts) {
  static final AgentView NONE = new AgentView("it was not looked at yet.", Map.of());

  AgentView {
    verdicts = Map.copyOf(verdicts);
  }

  /** How far a check's files are on their way to where the Agents read them. */
  enum Stage {
    /** The Agents read them. */
    OUT,
    /** Changes are collected for some seconds; so short a time is not worth a word. */
    COLLECTED,
    /** They wait for {@code spec.rollout.minInterval}. */
    WAITS,
    /** The Agent's objects cannot be written; its own status says why. */
    STUCK
  }

  /**
   * What became of one check.
   *
   * @param uid of the check that was looked at
   * @param generation of the check that was looked at
   * @param problems of that generation
   * @param rendered what runs: that generation, or the last good one before it
   * @param until when its files go out, if they wait; null otherwise
   */
  record Verdict(
      String uid,
      long generation,
      List<Problem> problems,
      RenderedCheck rendered,
      Stage stage,
      Instant until) {
    private Verdict stuck() {
      return stage == Stage.COLLECTED
          ? new Verdict(uid, generation, problems, rendered, Stage.STUCK, null)
          : this;
    }
  }

  /** The same, when what was to go out could not be written. */
  AgentView stuck() {
    Map<NamespacedName, Verdict> same = new HashMap<>();
    verdicts.forEach((key, verdict) -> same.put(key, verdict.stuck()));
    return new AgentView(halted, same);
  }

  /** The checks about which this view says something else than another. */
  Set<NamespacedName> differing(AgentView other) {
    Set<NamespacedName> keys = new HashSet<>(verdicts.keySet());
    keys.addAll(other.verdicts.keySet());
    if (Objects.equals(halted, other.halted)) {
      keys.removeIf(key -> Objects.equals(verdicts.get(key), other.verdicts.get(key)));
    }
    return keys;
  }
}
