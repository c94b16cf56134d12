package dev.heel.sandbox.kubernetes.type;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.schema.ResourceSchema;

/** Makes the schema of one version of a CustomResourceDefinition. */
@FunctionalInterface
public interface SchemaFactory {
  /**
   * @param crd a whole CustomResourceDefinition
   * @param version the name of one of its versions
   */
  ResourceSchema of(JsonNode crd, String version);
}
