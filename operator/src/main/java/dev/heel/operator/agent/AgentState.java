package dev.heel.operator.agent;

import dev.heel.agent.files.AdmittedCheck;
import dev.heel.agent.spec.AgentStatus;
import dev.heel.resource.NamespacedName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What this process knows of one Agent from one pass to the next. The passes over one Agent come
 * one after another, so only its view, which passes over checks read, is shared between threads.
 */
final class AgentState {
  private final Debounce debounce;
  private volatile AgentView view = AgentView.NONE;
  private Map<NamespacedName, AdmittedCheck> lastGood = Map.of();
  private Map<NamespacedName, String> out;
  private String written;
  private Look look;

  /** When was looked for workloads that lack the library, and what was found. */
  private record Look(AgentStatus.Apm found, long generation, Instant at) {
    boolean isFresh(long now, Instant time) {
      return generation == now && time.isBefore(at.plus(UntracedWorkloads.EVERY));
    }
  }

  /**
   * @param quiet for how long nothing must change before changes go out
   */
  AgentState(Duration quiet) {
    this.debounce = new Debounce(quiet);
  }

  /** What the last pass made of the checks. */
  AgentView view() {
    return view;
  }

  /** Keeps what a pass made of the checks; gives back what the pass before did. */
  AgentView show(AgentView now) {
    AgentView before = view;
    view = now;
    return before;
  }

  /** The checks as they were when each was last right. */
  Map<NamespacedName, AdmittedCheck> lastGood() {
    return lastGood;
  }

  void lastGood(Map<NamespacedName, AdmittedCheck> now) {
    lastGood = now;
  }

  /** Whether this process has not looked yet at what is out. */
  boolean isNew() {
    return out == null;
  }

  /** This process has looked at what is out. */
  void looked() {
    out = new HashMap<>();
  }

  /**
   * @param files hash of a check's files
   */
  boolean isOut(NamespacedName check, String files) {
    return out != null && files.equals(out.get(check));
  }

  /** A check's files are where the Agents read them. */
  void out(NamespacedName check, String files) {
    if (out == null) {
      looked();
    }
    out.put(check, files);
  }

  /** Other checks are no longer there, or no longer the Agent's. */
  void keepOut(Set<NamespacedName> checks) {
    if (out != null) {
      out.keySet().retainAll(checks);
    }
  }

  /**
   * Whether a change was the last that was written in full.
   *
   * @param change hash of all objects
   */
  boolean isWritten(String change) {
    return change.equals(written);
  }

  /** A change was written in full. */
  void wrote(String change) {
    debounce.done();
    written = change;
  }

  /** How long a change must wait still for others; empty if it may go out. */
  Optional<Duration> hold(String change, Instant now) {
    return debounce.hold(change, now);
  }

  /** There is nothing that waits to go out. */
  void nothingWaits() {
    debounce.done();
  }

  /** Workloads that lack the library, looked for once a minute and for each generation. */
  AgentStatus.Apm untraced(long generation, Instant now, Supplier<AgentStatus.Apm> search) {
    if (look == null || !look.isFresh(generation, now)) {
      look = new Look(search.get(), generation, now);
    }
    return look.found();
  }
}
