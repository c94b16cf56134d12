package dev.heel.operator.process;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.heel.engine.read.SpecBounds;
import java.io.IOException;

/**
 * Reads a spec within {@link SpecBounds}, whatever the API server let in. Without this one resource
 * could stop the informer of its kind for all.
 */
final class LenientSpec extends JsonDeserializer<JsonNode> {
  /** Makes a mapper read the specs of a class so. */
  interface Bounded {
    @JsonDeserialize(using = LenientSpec.class)
    void setSpec(JsonNode spec);
  }

  @Override
  public JsonNode deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    return SpecBounds.read(parser);
  }
}
