package dev.heel.operator.commands;

import dev.heel.kinds.Crds;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Objects;

/**
 * Puts this program's CRDs into a cluster. The whole spec takes the place of the older one, since
 * an apply would leave what another manager, such as Helm, wrote and this version no longer has.
 * Labels and annotations stay as they are.
 */
public final class CrdUpgrade {
  private final KubernetesClient client;

  public CrdUpgrade(KubernetesClient client) {
    this.client = client;
  }

  /** What became of a CRD. */
  public enum Change {
    made,
    changed,
    unchanged
  }

  /**
   * @param crd its name, such as {@code datadogmonitors.heel.dev}
   */
  public record Done(String crd, Change change) {}

  /**
   * All of them, in the order of their kinds; one that is refused ends it.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException with the API server's sentence
   */
  public List<Done> run() {
    return Crds.all().stream()
        .map(crd -> Serialization.jsonMapper().convertValue(crd, CustomResourceDefinition.class))
        .map(this::put)
        .toList();
  }

  private Done put(CustomResourceDefinition wanted) {
    String name = wanted.getMetadata().getName();
    Resource<CustomResourceDefinition> there =
        client.apiextensions().v1().customResourceDefinitions().withName(name);
    CustomResourceDefinition before = there.get();
    if (before == null) {
      client.resource(wanted).create();
      return new Done(name, Change.made);
    }
    wanted.setMetadata(before.getMetadata());
    CustomResourceDefinition after = client.resource(wanted).update();
    return new Done(name, isSame(before, after) ? Change.unchanged : Change.changed);
  }

  /** An update that changes nothing is none: the API server keeps the version. */
  private static boolean isSame(CustomResourceDefinition before, CustomResourceDefinition after) {
    return Objects.equals(
        before.getMetadata().getResourceVersion(), after.getMetadata().getResourceVersion());
  }
}
