package dev.heel.operator.process;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** The one place where a Kubernetes client is built. */
public final class KubernetesClients {
  private KubernetesClients() {}

  /**
   * Who wrote which field last: more than half of what a resource takes in memory, and nothing that
   * Heel reads. An update without it leaves it as it is (Kubernetes, "Server-Side Apply").
   */
  @JsonIgnoreProperties("managedFields")
  private interface WithoutManagedFields {}

  /**
   * A client that reads resources leniently: a property that a class does not have is ignored, and
   * a status that cannot be understood counts as none, so that one resource cannot stop the
   * informer of its kind. {@code metadata.managedFields} is not read.
   */
  public static KubernetesClient lenient(Config config) {
    ObjectMapper mapper = new ObjectMapper();
    KubernetesSerialization serialization = new KubernetesSerialization(mapper, true);
    mapper.addMixIn(ObjectMeta.class, WithoutManagedFields.class);
    mapper.configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    mapper.registerModule(LenientStatus.module());
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(serialization)
        .withHttpClientBuilderConsumer(
            http -> http.addOrReplaceInterceptor(AsciiWatches.NAME, new AsciiWatches()))
        .build();
  }
}
