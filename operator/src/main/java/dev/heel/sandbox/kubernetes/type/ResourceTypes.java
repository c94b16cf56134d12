package dev.heel.sandbox.kubernetes.type;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Every kind that is served now: the built-in ones and those of the CustomResourceDefinitions. */
public final class ResourceTypes {
  private final SchemaFactory schemas;
  private final Map<String, List<ResourceType>> custom = new LinkedHashMap<>();
  private final Map<String, Read> cache = new ConcurrentHashMap<>();
  private volatile List<ResourceType> all = BuiltIns.all();

  private record Read(JsonNode spec, List<ResourceType> types) {}

  public ResourceTypes(SchemaFactory schemas) {
    this.schemas = schemas;
  }

  public List<ResourceType> all() {
    return all;
  }

  /**
   * What {@code crd} would define, without defining it. Compiling rules is slow: the last answer
   * for a definition is kept.
   *
   * @throws RuntimeException of the schema factory, if a rule does not compile
   */
  public List<ResourceType> read(JsonNode crd) {
    Read last = cache.get(name(crd));
    if (last == null || !last.spec().equals(crd.path("spec"))) {
      last = new Read(crd.path("spec"), CustomTypes.of(crd, schemas));
      cache.put(name(crd), last);
    }
    return last.types();
  }

  /** Serves what a CustomResourceDefinition defines, in place of what it defined before. */
  public synchronized void serve(JsonNode crd) {
    custom.put(name(crd), read(crd));
    refresh();
  }

  /** Stops serving what a CustomResourceDefinition defined. */
  public synchronized void forget(JsonNode crd) {
    custom.remove(name(crd));
    cache.remove(name(crd));
    refresh();
  }

  public Optional<ResourceType> byPlural(String group, String version, String plural) {
    return all.stream()
        .filter(type -> type.group().equals(group) && type.version().equals(version))
        .filter(type -> type.plural().equals(plural))
        .findFirst();
  }

  public Optional<ResourceType> byKind(String apiVersion, String kind) {
    return all.stream()
        .filter(type -> type.apiVersion().equals(apiVersion) && type.kind().equals(kind))
        .findFirst();
  }

  /** One type for each place of storage: what a walk over all objects needs. */
  public List<ResourceType> stored() {
    Map<String, ResourceType> byStorage = new LinkedHashMap<>();
    all.stream()
        .filter(type -> !type.is(ResourceType.Trait.REVIEW))
        .forEach(type -> byStorage.putIfAbsent(type.storage(), type));
    return List.copyOf(byStorage.values());
  }

  private void refresh() {
    List<ResourceType> types = new ArrayList<>(BuiltIns.all());
    custom.values().forEach(types::addAll);
    all = List.copyOf(types);
  }

  private static String name(JsonNode crd) {
    return crd.path("metadata").path("name").asText();
  }
}
