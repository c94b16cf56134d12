package dev.heel.operator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.agent.spec.AgentSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Whether and when the nodes' Agents restart, and why")
class RolloutTest {
  private static final Instant BEGUN = Instant.parse("2026-03-01T10:00:00Z");

  private static DaemonSet agents(
      String image, String fingerprint, String priority, String checks) {
    DaemonSetBuilder agents =
        new DaemonSetBuilder()
            .withNewMetadata()
            .withName("agent")
            .endMetadata()
            .withNewSpec()
            .withNewTemplate()
            .withNewMetadata()
            .addToAnnotations("heel.dev/fingerprint", fingerprint)
            .endMetadata()
            .withNewSpec()
            .withPriorityClassName(priority)
            .addNewContainer()
            .withImage(image)
            .endContainer()
            .endSpec()
            .endTemplate()
            .endSpec();
    for (String check : checks.split(" ")) {
      agents
          .editSpec()
          .editTemplate()
          .editSpec()
          .editFirstContainer()
          .addNewVolumeMount()
          .withMountPath("/etc/datadog-agent/conf.d/" + check + ".d")
          .endVolumeMount()
          .endContainer()
          .endSpec()
          .endTemplate()
          .endSpec();
    }
    return agents.build();
  }

  private static DaemonSet runs() {
    return agents("agent:1", "a", "low", "mysql redis");
  }

  /** What is in the cluster after that DaemonSet was applied in place of one before. */
  private static DaemonSet live(DaemonSet before, DaemonSet applied) {
    return new Rollout(applied, before).begun(BEGUN);
  }

  private static AgentSpec.Rollout every(String interval) {
    AgentSpec.Rollout rollout = new AgentSpec.Rollout();
    rollout.minInterval = interval;
    return rollout;
  }

  @ParameterizedTest(name = "{5}")
  @CsvSource(
      nullValues = "none",
      value = {
        "agent:1, a, low, mysql redis, none, what is wanted runs",
        "agent:1, a, low, mysql nginx redis, check nginx is new, a directory is one more mount",
        "agent:1, a, low, mysql, check redis is gone, a mount less is another template as well",
        "agent:1, b, low, mysql redis, 'datadog.yaml, code or jars changed', only read at start",
        "agent:2, a, low, mysql redis, the image is agent:2, pods keep the image they began with",
        "agent:1, a, high, mysql redis, the pods' settings changed, no word for each of them",
        "agent:2, b, low, nginx redis, 'check nginx is new|check mysql is gone|datadog.yaml, code or"
            + " jars changed|the image is agent:2', each change is told",
      })
  @DisplayName("changes")
  void changes(
      String image, String files, String priority, String checks, String changes, String reason) {
    Rollout rollout = new Rollout(agents(image, files, priority, checks), live(runs(), runs()));
    assertThat(String.join("|", rollout.changes()))
        .as(reason)
        .isEqualTo(changes == null ? "" : changes);
    assertThat(rollout.isNeeded()).as(reason).isEqualTo(changes != null);
  }

  @ParameterizedTest(name = "{4}")
  @CsvSource(
      nullValues = "none",
      value = {
        "agent:2, 10m, 2026-03-01T10:09:59Z, 2026-03-01T10:10:00Z, within the interval it waits",
        "agent:2, 10m, 2026-03-01T10:10:00Z, none, the interval is over",
        "agent:2, 2h, 2026-03-01T11:59:59Z, 2026-03-01T12:00:00Z, hours",
        "agent:2, 30s, 2026-03-01T10:00:29Z, 2026-03-01T10:00:30Z, seconds",
        "agent:2, none, 2026-03-01T10:00:01Z, none, no interval is asked for",
        "agent:1, 10m, 2026-03-01T10:00:01Z, none, nothing changed: nothing waits",
      })
  @DisplayName("waits")
  void waits(String image, String interval, Instant now, Instant until, String reason) {
    DaemonSet older = live(null, agents("agent:0", "a", "low", "mysql"));
    DaemonSet rolled = live(older, agents("agent:1", "a", "low", "mysql"));
    Rollout rollout = new Rollout(agents(image, "a", "low", "mysql"), rolled);
    assertThat(rollout.waitsUntil(every(interval), now)).as(reason).isEqualTo(until);
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource(
      nullValues = "none",
      value = {
        "none, agent:1, none, the first pods begin; they restart nothing",
        "agent:1, agent:1, none, the same pods go on",
        "agent:1, agent:2, 2026-03-01T10:00:00Z, other pods begin now",
      })
  @DisplayName("remembers on the DaemonSet when nodes last rolled")
  void rolledAt(String before, String after, String rolledAt, String reason) {
    DaemonSet first = before == null ? null : live(null, agents(before, "a", "low", "mysql"));
    DaemonSet now = live(first, agents(after, "a", "low", "mysql"));
    assertThat(now.getMetadata().getAnnotations().get(Rollout.ROLLED_AT))
        .as(reason)
        .isEqualTo(rolledAt);
  }
}
