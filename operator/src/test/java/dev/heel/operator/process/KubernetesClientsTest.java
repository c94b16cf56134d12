package dev.heel.operator.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    try (KubernetesClient client = KubernetesClients.lenient(new ConfigBuilder().build())) {
      assertThat(client.getKubernetesSerialization().unmarshal(event, WatchEvent.class).getObject())
          .as(why)
          .isExactlyInstanceOf(type);
    }
  }
}
