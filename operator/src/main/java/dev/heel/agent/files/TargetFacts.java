package dev.heel.agent.files;

import java.util.List;
import java.util.Map;

/**
 * What there is in a namespace for checks to be run for. It may hold more than a check selects: the
 * rendering selects. Only {@code targets.services} and {@code targets.pods} change files by it; for
 * {@code targets.service} it only says in words how many endpoints there are.
 *
 * @param services of the namespace
 * @param pods of the namespace that are ready; needed only for {@code targets.pods}
 */
public record TargetFacts(List<Service> services, List<Pod> pods) {
  public static final TargetFacts NONE = new TargetFacts(List.of(), List.of());

  /**
   * @param ready how many ready endpoints it has
   */
  public record Service(String name, Map<String, String> labels, int ready) {}

  /**
   * @param ip the address in status.podIP; never empty
   * @param ports container ports, in the order of the spec
   */
  public record Pod(
      String name, String uid, String ip, Map<String, String> labels, List<Port> ports) {}

  /**
   * @param name null if it has none
   */
  public record Port(String name, int number) {}
}
