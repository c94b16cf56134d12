package dev.heel.operator.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.heel.engine.read.SpecBounds;
import dev.heel.kinds.Kinds;
import dev.heel.kinds.monitor.DatadogMonitor;
import dev.heel.resource.HeelResource;
import dev.heel.resource.Kind;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What the event of a watch tells of")
class KubernetesClientsTest {
  @ParameterizedTest(name = "{0} of {1} is read as {2}: {3}")
  @CsvSource({
    "Status,v1,"
        + "io.fabric8.kubernetes.api.model.Status,"
        + "the client looks at its code to see that a watch has to begin anew",
    "Secret,v1,io.fabric8.kubernetes.api.model.Secret,read at once as what it is",
    "DatadogMonitor,heel.dev/v1alpha1,dev.heel.kinds.monitor.DatadogMonitor,a kind of Heel's",
    "Lease,coordination.k8s.io/v1,"
        + "io.fabric8.kubernetes.api.model.GenericKubernetesResource,"
        + "nobody watches Leases; the client would make its own class of it later"
  })
  void read(String kind, String version, Class<?> type, String why) {
    String event =
        """
        {"type": "MODIFIED", "object": {"kind": "%s", "apiVersion": "%s", "metadata": {}}}"""
            .formatted(kind, version);
    try (KubernetesClient client = KubernetesClients.ofOperator(new ConfigBuilder().build())) {
      assertThat(client.getKubernetesSerialization().unmarshal(event, WatchEvent.class).getObject())
          .as(why)
          .isExactlyInstanceOf(type);
    }
  }

  static Stream<Arguments> hostile() {
    String deep = "{\"a\":".repeat(9_000) + "1" + "}".repeat(9_000);
    String key = "{\"" + "k".repeat(100_000) + "\":1}";
    String managed = "\"managedFields\":[{\"fieldsV1\":" + deep + "}]";
    return Stream.of(
        arguments("deep", "\"metadata\":{\"name\":\"m\"},\"spec\":{\"x\":" + deep + "}"),
        arguments(
            "deep lists",
            "\"metadata\":{\"name\":\"m\"},\"spec\":{\"x\":"
                + "[".repeat(9000)
                + "]".repeat(9000)
                + "}"),
        arguments("a long key", "\"metadata\":{\"name\":\"m\"},\"spec\":{\"x\":" + key + "}"),
        arguments(
            "who manages it",
            "\"metadata\":{\"name\":\"m\"," + managed + "},\"spec\":{\"x\":" + key + "}"),
        arguments(
            "a status",
            "\"metadata\":{\"name\":\"m\"},\"spec\":{\"x\":"
                + key
                + "},\"status\":{\"id\":"
                + deep
                + "}"),
        arguments(
            "beside the spec",
            "\"metadata\":{\"name\":\"m\"},\"spec\":{\"x\":" + key + "},\"more\":" + deep));
  }

  static Stream<Arguments> statuses() {
    String deep = "[".repeat(9_000) + "]".repeat(9_000);
    return Stream.of(
        arguments("as Heel writes it", "{\"observedGeneration\":3,\"id\":\"7\"}", "7"),
        arguments("with more than is known", "{\"id\":\"7\",\"newer\":{\"a\":[1]}}", "7"),
        arguments("no mapping", "[1]", null),
        arguments("of other types", "{\"id\":{\"a\":1},\"observedGeneration\":3}", null),
        arguments("deep where all is taken", "{\"drift\":[{\"found\":" + deep + "}]}", null),
        arguments("deep where nothing is known", "{\"id\":\"7\",\"newer\":" + deep + "}", null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("statuses")
  @DisplayName("a status that cannot be understood, or walked, counts as none")
  void status(String because, String status, String id) {
    String monitor =
        "{\"apiVersion\":\"heel.dev/v1alpha1\",\"kind\":\"DatadogMonitor\",\"status\":"
            + status
            + ",\"metadata\":{\"name\":\"m\"}}";
    try (KubernetesClient client = KubernetesClients.ofOperator(new ConfigBuilder().build())) {
      DatadogMonitor read =
          client.getKubernetesSerialization().unmarshal(monitor, DatadogMonitor.class);
      assertThat(read.getMetadata().getName()).as("what stands behind it is read").isEqualTo("m");
      String known = read.getStatus() == null ? null : read.getStatus().id();
      assertThat(known).as(because).isEqualTo(id);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  @DisplayName("what the API server takes and nobody can walk is read all the same, and says so")
  void hostile(String because, String content) {
    String item = "{\"apiVersion\":\"heel.dev/v1alpha1\",\"kind\":\"%s\"," + content + "}";
    try (KubernetesClient client = KubernetesClients.ofOperator(new ConfigBuilder().build())) {
      KubernetesSerialization json = client.getKubernetesSerialization();
      for (Kind<?> kind : Kinds.all()) {
        String one = item.formatted(kind.name());
        String event = "{\"type\":\"ADDED\",\"object\":" + one + "}";
        Object heard = json.unmarshal(event, WatchEvent.class).getObject();
        assertThat(heard).as(because).isExactlyInstanceOf(kind.type());
        HeelResource<?> read = kind.type().cast(heard);
        assertThat(read.getMetadata().getName()).isEqualTo("m");
        assertThat(SpecBounds.problem(read.getSpec())).as(because).isPresent();
        HeelResource<?> copy = json.clone(read);
        assertThat(copy).as("as the operator copies it").isEqualTo(read);
      }
    }
  }
}
