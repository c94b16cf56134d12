package dev.heel.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;

public abstract class HeelResource extends CustomResource<JsonNode, HeelStatus>
    implements Namespaced {
  @Override
  protected JsonNode initSpec() {
    return null;
  }

  @Override
  protected HeelStatus initStatus() {
    return null;
  }
}
