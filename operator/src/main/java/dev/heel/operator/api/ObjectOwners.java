package dev.heel.operator.api;

import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.cluster.OwnerLookup;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * The other resources of a kind that may have an object, asked of the API server.
 *
 * @param work the resource that would have the object
 */
record ObjectOwners(KubernetesClient client, ResourceInPass<?> work) implements Claim.Owners {
  @Override
  public OwnerLookup.Answer of(String key) {
    return lookup().of(work.kind().type(), key);
  }

  @Override
  public OwnerLookup.Answer one(String namespace, String name) {
    return lookup().one(work.kind().type(), namespace, name);
  }

  private OwnerLookup lookup() {
    return new OwnerLookup(client, work.lineage().cluster());
  }
}
