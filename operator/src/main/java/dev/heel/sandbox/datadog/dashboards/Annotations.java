package dev.heel.sandbox.datadog.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.text.Json;
import dev.heel.sandbox.datadog.world.SandboxObject;
import dev.heel.sandbox.datadog.world.Store;
import dev.heel.sandbox.datadog.world.World;
import java.time.Instant;
import java.util.List;

/** The marks on dashboards and notebooks of one organisation. */
public final class Annotations {
  private static final String ID = "00000000-0000-4000-c000-%012d";

  private final World world;
  private final Store<String, ObjectNode> store;

  public Annotations(World world) {
    this.world = world;
    this.store = new Store<>(world);
  }

  Instant now() {
    return world.now();
  }

  Store<String, ObjectNode> store() {
    return store;
  }

  /**
   * @return the annotation as an answer shows it
   */
  ObjectNode create(ObjectNode attributes) {
    String id = ID.formatted(world.nextAnnotation());
    ObjectNode annotation = Json.object().put("id", id).put("type", "annotation");
    annotation.set("attributes", attributes);
    store.put(id, annotation);
    return annotation;
  }

  /** Every annotation, as the API shows it, in the order of creation. */
  public List<JsonNode> all() {
    return List.copyOf(store.all());
  }

  public List<SandboxObject> objects() {
    return store.all().stream()
        .map(
            each ->
                new SandboxObject(
                    "annotation",
                    each.path("id").asText(),
                    each.at("/attributes/description").asText(),
                    each))
        .toList();
  }
}
