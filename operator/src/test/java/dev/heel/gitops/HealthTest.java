package dev.heel.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.resource.Reason;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("What Argo CD and Flux say of each reason")
class HealthTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<Reason> ASLEEP = Set.of(Reason.Suspended, Reason.Paused);

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void reasons(Reason reason) {
    JsonNode resource = resource(reason);
    ArgoHealth.Verdict verdict = ArgoHealth.of(resource);
    assertThat(verdict.status())
        .isEqualTo(
            switch (reason.health()) {
              case READY -> ASLEEP.contains(reason) ? "Suspended" : "Healthy";
              case RECONCILING -> "Progressing";
              case STALLED -> "Degraded";
            });
    assertThat(verdict.message()).isEqualTo(reason.name() + ": as it is");
    assertThat(Kstatus.of(resource))
        .isEqualTo(
            switch (reason.health()) {
              case READY -> Kstatus.CURRENT;
              case RECONCILING -> Kstatus.IN_PROGRESS;
              case STALLED -> Kstatus.FAILED;
            });
  }

  @Test
  @DisplayName("a resource that nobody looked at is under way, not good")
  void fresh() {
    ObjectNode fresh = JSON.createObjectNode();
    fresh.putObject("metadata").put("generation", 1);
    assertThat(ArgoHealth.of(fresh).status()).isEqualTo("Progressing");
  }

  @Test
  @DisplayName("a status of an older generation says nothing of this one")
  void older() {
    ObjectNode resource = resource(Reason.InSync);
    resource.withObject("/metadata").put("generation", 8);
    assertThat(ArgoHealth.of(resource).status()).isEqualTo("Progressing");
    assertThat(Kstatus.of(resource)).isEqualTo(Kstatus.IN_PROGRESS);
  }

  @Test
  @DisplayName("Argo CD is told to take no notice of statuses")
  void statuses() {
    assertThat(ArgoHealth.customizations().path("ignoreResourceUpdates").asText())
        .contains("- /status");
  }

  /** A status as kstatus wants it: Ready, and the one other condition that goes with it. */
  private static ObjectNode resource(Reason reason) {
    ObjectNode resource = JSON.createObjectNode();
    resource.putObject("metadata").put("generation", 7);
    ObjectNode status = resource.putObject("status").put("observedGeneration", 7);
    boolean ready = reason.health() == Reason.Health.READY;
    status.putArray("conditions").add(condition("Ready", ready, reason));
    switch (reason.health()) {
      case READY -> {}
      case RECONCILING ->
          status.withArray("/conditions").add(condition("Reconciling", true, reason));
      case STALLED -> status.withArray("/conditions").add(condition("Stalled", true, reason));
    }
    return resource;
  }

  private static ObjectNode condition(String type, boolean holds, Reason reason) {
    return JSON.createObjectNode()
        .put("type", type)
        .put("status", holds ? "True" : "False")
        .put("reason", reason.name())
        .put("message", "as it is");
  }
}
