package dev.heel.operator.process;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.agent.check.DatadogCheck;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.kinds.Kinds;
import dev.heel.kinds.account.DatadogAccount;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretList;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccountList;
import io.fabric8.kubernetes.api.model.ServiceList;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetList;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentList;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingList;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingList;
import io.fabric8.kubernetes.api.model.rbac.RoleList;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;

/** The one place where Kubernetes clients are built. */
public final class KubernetesClients {
  /**
   * What the events of watches tell of, beside Heel's kinds of the API, is read at once as what it
   * is; anything else would be read as a map first. By itself the client would load every class of
   * Kubernetes' API for that.
   */
  private static final List<Class<? extends KubernetesResource>> HEARD_OF =
      List.of(
          Status.class,
          Namespace.class,
          Secret.class,
          ConfigMap.class,
          Service.class,
          EndpointSlice.class,
          Pod.class,
          Deployment.class,
          DaemonSet.class,
          DatadogAccount.class,
          DatadogAgent.class,
          DatadogCheck.class);

  /**
   * Without Jackson's own limits: what breaks one of them would end the list or the watch that it
   * stands in, for all. The API server has its own (3 MiB a request), and specs and statuses are
   * bounded one by one.
   */
  private static final JsonFactory AS_THE_API_SERVER_TAKES_IT =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** Of which the client asks for metadata only. */
  private static final List<Class<? extends KubernetesResource>> LISTED =
      List.of(
          ConfigMapList.class,
          SecretList.class,
          ServiceList.class,
          ServiceAccountList.class,
          RoleList.class,
          RoleBindingList.class,
          ClusterRoleBindingList.class,
          DaemonSetList.class,
          DeploymentList.class);

  private KubernetesClients() {}

  /**
   * Who wrote which field last: more than half of what a resource takes in memory, and nothing that
   * Heel reads. An update without it leaves it as it is (Kubernetes, "Server-Side Apply").
   */
  @JsonIgnoreProperties("managedFields")
  private interface WithoutManagedFields {}

  /** The API server writes null for a list of metadata that has no items. */
  private abstract static class NullItems {
    @SuppressWarnings("unused") // Jackson reads how it is annotated
    @JsonSetter(nulls = Nulls.AS_EMPTY)
    private List<?> items;
  }

  /**
   * A client that reads resources leniently: a property that a class does not have is ignored, a
   * status that cannot be understood counts as none, and a spec is read within bounds, so that one
   * resource cannot stop the informer of its kind. {@code metadata.managedFields} is not read.
   */
  public static KubernetesClient lenient(Config config) {
    return builder(config)
        .withHttpClientBuilderConsumer(
            http -> http.addOrReplaceInterceptor(AsciiWatches.NAME, new AsciiWatches()))
        .build();
  }

  /**
   * The operator's own client: lenient as well, and lists and watches of objects that others fill
   * bring their metadata only ({@link MetadataOnly}).
   */
  public static KubernetesClient ofOperator(Config config) {
    return builder(config)
        .withHttpClientBuilderConsumer(
            http ->
                http.addOrReplaceInterceptor(AsciiWatches.NAME, new AsciiWatches())
                    .addOrReplaceInterceptor(MetadataOnly.NAME, new MetadataOnly()))
        .build();
  }

  private static KubernetesClientBuilder builder(Config config) {
    ObjectMapper mapper = new ObjectMapper(AS_THE_API_SERVER_TAKES_IT);
    KubernetesSerialization serialization = new KubernetesSerialization(mapper, false);
    HEARD_OF.forEach(serialization::registerKubernetesResource);
    Kinds.all().forEach(kind -> serialization.registerKubernetesResource(kind.type()));
    Kinds.all().forEach(kind -> mapper.addMixIn(kind.type(), LenientSpec.Bounded.class));
    mapper.addMixIn(ObjectMeta.class, WithoutManagedFields.class);
    LISTED.forEach(list -> mapper.addMixIn(list, NullItems.class));
    mapper.configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    mapper.registerModule(LenientStatus.module());
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(serialization);
  }
}
