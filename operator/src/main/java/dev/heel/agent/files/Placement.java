package dev.heel.agent.files;

import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.CheckSpec.Each;
import dev.heel.agent.check.CheckSpec.Targets;
import dev.heel.agent.files.TargetFacts.Pod;
import dev.heel.agent.files.TargetFacts.Service;
import dev.heel.engine.NamespaceGrant;
import java.util.Comparator;
import java.util.List;

/** Which targets a check has, and where it runs, in words. */
final class Placement {
  private final CheckDraft draft;
  private final List<Service> services;
  private final List<Pod> pods;

  Placement(CheckDraft draft, TargetFacts facts) {
    this.draft = draft;
    Targets targets = draft.spec().targets;
    this.services =
        targets == null
            ? List.of()
            : facts.services().stream()
                .filter(each -> selects(targets, each))
                .sorted(Comparator.comparing(Service::name))
                .toList();
    this.pods =
        targets == null || targets.pods == null
            ? List.of()
            : facts.pods().stream()
                .filter(each -> NamespaceGrant.matches(targets.pods, each.labels()))
                .sorted(Comparator.comparing(Pod::name))
                .toList();
  }

  private static boolean selects(Targets targets, Service service) {
    return targets.service != null
        ? targets.service.equals(service.name())
        : NamespaceGrant.matches(targets.services, service.labels());
  }

  List<Pod> pods() {
    return pods;
  }

  /** A Service by name is watched for even before it is there. */
  List<String> services() {
    String named = draft.spec().targets == null ? null : draft.spec().targets.service;
    return named != null ? List.of(named) : services.stream().map(Service::name).toList();
  }

  boolean isPerService() {
    return draft.spec().targets != null && draft.spec().targets.each == Each.Service;
  }

  /** Such as {@code mysql, on 1 endpoint of Service mysql}. */
  String words() {
    String jmx = draft.isJmx() ? " (JMX)" : "";
    String often = draft.seconds().map(seconds -> ", every " + seconds + " s").orElse("");
    return draft.name() + jmx + often + ", " + where();
  }

  private String where() {
    Targets targets = draft.spec().targets;
    if (targets == null) {
      return draft.runsOn().equals("Cluster") ? "once in the cluster" : "on each node";
    }
    if (targets.pods != null) {
      return "on " + count(pods.size(), "pod");
    }
    if (targets.service != null && services.isEmpty()) {
      return "waits for Service " + targets.service;
    }
    String which =
        targets.service != null ? "Service " + targets.service : count(services.size(), "Service");
    int ready = services.stream().mapToInt(Service::ready).sum();
    return isPerService() ? "on " + which : "on " + count(ready, "endpoint") + " of " + which;
  }

  private static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
