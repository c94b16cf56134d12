package dev.heel.agent.objects;

import dev.heel.agent.spec.DatadogAgent;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.Map;
import java.util.TreeMap;

/** The metadata of an Agent's objects: labels that find them, and the owner that they go with. */
public final class Metadata {
  /** Every object that Heel makes in a cluster has this label. */
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  public static final String HEEL = "heel";

  /** The Agent's name, on every object of an Agent. */
  public static final String AGENT = "heel.dev/agent";

  /** The Agent's namespace, on what is in no namespace. */
  public static final String AGENT_NAMESPACE = "heel.dev/agent-namespace";

  static final String COMPONENT = "app.kubernetes.io/component";

  private final DatadogAgent agent;

  Metadata(DatadogAgent agent) {
    this.agent = agent;
  }

  /** Of an object in the Agent's namespace, which goes when the Agent goes. */
  ObjectMeta of(String name) {
    return new ObjectMetaBuilder()
        .withNamespace(agent.getMetadata().getNamespace())
        .withName(name)
        .withLabels(labels())
        .withOwnerReferences(owner())
        .build();
  }

  /**
   * Of an object in no namespace. It cannot be owned by the Agent, which is in one; the namespace
   * takes it along (Kubernetes, "Owners and Dependents").
   *
   * @param namespaceUid uid of the Agent's namespace; null if it is not known
   */
  ObjectMeta ofCluster(String name, String namespaceUid) {
    Map<String, String> labels = labels();
    labels.put(AGENT_NAMESPACE, agent.getMetadata().getNamespace());
    ObjectMetaBuilder metadata = new ObjectMetaBuilder().withName(name).withLabels(labels);
    if (namespaceUid != null) {
      metadata.withOwnerReferences(
          new OwnerReferenceBuilder()
              .withApiVersion("v1")
              .withKind("Namespace")
              .withName(agent.getMetadata().getNamespace())
              .withUid(namespaceUid)
              .build());
    }
    return metadata.build();
  }

  Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>();
    labels.put(MANAGED_BY, HEEL);
    labels.put(AGENT, agent.getMetadata().getName());
    return labels;
  }

  /** The labels that pods of a component have and selectors look for; they never change. */
  Map<String, String> selector(String component) {
    Map<String, String> labels = new TreeMap<>();
    labels.put(AGENT, agent.getMetadata().getName());
    labels.put(COMPONENT, component);
    return labels;
  }

  private OwnerReference owner() {
    return new OwnerReferenceBuilder()
        .withApiVersion(agent.getApiVersion())
        .withKind(agent.getKind())
        .withName(agent.getMetadata().getName())
        .withUid(agent.getMetadata().getUid())
        .withController(true)
        .withBlockOwnerDeletion(true)
        .build();
  }
}
