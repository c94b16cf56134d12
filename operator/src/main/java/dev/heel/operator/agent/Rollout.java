package dev.heel.operator.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.agent.objects.AgentObjects;
import dev.heel.agent.spec.AgentSpec;
import dev.heel.engine.compare.Canonical;
import dev.heel.operator.cluster.AppliedObjects;
import dev.heel.operator.status.Conditions;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether the nodes' Agents must restart, why, and when they may. When they last did is written on
 * the DaemonSet, so that another process knows it too. Pure.
 */
final class Rollout {
  static final String ROLLED_AT = "heel.dev/rolled-at";
  private static final String TEMPLATE = "heel.dev/template";
  private static final String CONF = "/etc/datadog-agent/conf.d/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DaemonSet wanted;
  private final DaemonSet live;
  private final String template;

  /**
   * @param live what is in the cluster; null if there is none
   */
  Rollout(DaemonSet wanted, DaemonSet live) {
    this.wanted = wanted;
    this.live = live;
    this.template = Canonical.hash(JSON.valueToTree(wanted.getSpec().getTemplate()));
  }

  /** What is in the cluster; null if there is none. */
  DaemonSet live() {
    return live;
  }

  /** Whether the pods that run are of another template. */
  boolean isNeeded() {
    return live != null && !template.equals(AppliedObjects.annotations(live).get(TEMPLATE));
  }

  /**
   * Until when the pods of another template wait, since the least time since the last rollout is
   * not over; null if nothing waits.
   */
  Instant waitsUntil(AgentSpec.Rollout settings, Instant now) {
    String last = live == null ? null : AppliedObjects.annotations(live).get(ROLLED_AT);
    if (!isNeeded() || last == null || settings == null || settings.minInterval == null) {
      return null;
    }
    Instant allowed = Instant.parse(last).plus(duration(settings.minInterval));
    return now.isBefore(allowed) ? allowed : null;
  }

  private static Duration duration(String text) {
    long number = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 'h' -> Duration.ofHours(number);
      case 'm' -> Duration.ofMinutes(number);
      default -> Duration.ofSeconds(number);
    };
  }

  /** The DaemonSet to apply now. */
  DaemonSet begun(Instant now) {
    String last = live == null ? null : AppliedObjects.annotations(live).get(ROLLED_AT);
    String rolledAt = isNeeded() ? Conditions.time(now) : last;
    DaemonSetBuilder marked =
        new DaemonSetBuilder(wanted)
            .editMetadata()
            .addToAnnotations(TEMPLATE, template)
            .endMetadata();
    if (rolledAt != null) {
      marked.editMetadata().addToAnnotations(ROLLED_AT, rolledAt).endMetadata();
    }
    return marked.build();
  }

  /** What is new, in a few words each; empty if no node's Agent must restart. */
  List<String> changes() {
    List<String> changes = new ArrayList<>();
    if (!isNeeded()) {
      return changes;
    }
    PodTemplateSpec before = live.getSpec().getTemplate();
    PodTemplateSpec after = wanted.getSpec().getTemplate();
    directories(after).stream()
        .filter(check -> !directories(before).contains(check))
        .forEach(check -> changes.add("check " + check + " is new"));
    directories(before).stream()
        .filter(check -> !directories(after).contains(check))
        .forEach(check -> changes.add("check " + check + " is gone"));
    if (!fingerprint(before).equals(fingerprint(after))) {
      changes.add("datadog.yaml, code or jars changed");
    }
    if (!image(before).equals(image(after))) {
      changes.add("the image is " + image(after));
    }
    return changes.isEmpty() ? List.of("the pods' settings changed") : changes;
  }

  private static Set<String> directories(PodTemplateSpec template) {
    return template.getSpec().getContainers().get(0).getVolumeMounts().stream()
        .map(VolumeMount::getMountPath)
        .filter(path -> path.startsWith(CONF))
        .map(path -> path.substring(CONF.length(), path.length() - ".d".length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String fingerprint(PodTemplateSpec template) {
    return String.valueOf(
        template.getMetadata().getAnnotations() == null
            ? null
            : template.getMetadata().getAnnotations().get(AgentObjects.FINGERPRINT));
  }

  private static String image(PodTemplateSpec template) {
    return template.getSpec().getContainers().get(0).getImage();
  }
}
