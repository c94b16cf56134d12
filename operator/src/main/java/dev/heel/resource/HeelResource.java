package dev.heel.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;

/**
 * A custom resource of the group {@code heel.dev}.
 *
 * <p>At run time the spec is a plain tree, so that no content of one resource can stop the informer
 * of its kind; a subclass declares the field {@code spec} with {@code @SchemaFrom(type = …)}, and
 * the typed record named there makes the schema of the CRD and is what its adapter reads the tree
 * as.
 *
 * @param <S> the status that Heel writes
 */
public abstract class HeelResource<S> extends CustomResource<JsonNode, S> implements Namespaced {
  public static final String GROUP = "heel.dev";
  public static final String VERSION = "v1alpha1";

  @Override
  protected JsonNode initSpec() {
    return null;
  }

  @Override
  protected S initStatus() {
    return null;
  }
}
