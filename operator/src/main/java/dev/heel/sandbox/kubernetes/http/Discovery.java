package dev.heel.sandbox.kubernetes.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.patch.Trees;
import dev.heel.sandbox.kubernetes.store.Refusal;
import dev.heel.sandbox.kubernetes.type.ResourceType;
import dev.heel.sandbox.kubernetes.type.ResourceType.Trait;
import dev.heel.sandbox.kubernetes.type.ResourceTypes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which groups, versions and kinds there are (Kubernetes, "The Kubernetes API": discovery). */
final class Discovery {
  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
  private final ResourceTypes types;

  Discovery(ResourceTypes types) {
    this.types = types;
  }

  ObjectNode core() {
    ObjectNode versions = Trees.object().put("kind", "APIVersions");
    versions.putArray("versions").add("v1");
    versions.putArray("serverAddressByClientCIDRs");
    return versions;
  }

  ObjectNode groups() {
    ObjectNode list = Trees.object().put("kind", "APIGroupList").put("apiVersion", "v1");
    ArrayNode groups = list.putArray("groups");
    names().forEach(name -> groups.add(described(name)));
    return list;
  }

  /**
   * @throws Refusal 404
   */
  ObjectNode group(String name) {
    if (!names().contains(name)) {
      throw Refusal.noSuchPath();
    }
    return described(name).put("kind", "APIGroup").put("apiVersion", "v1");
  }

  /**
   * @throws Refusal 404
   */
  ObjectNode resources(String group, String version) {
    ObjectNode list = Trees.object().put("kind", "APIResourceList").put("apiVersion", "v1");
    list.put("groupVersion", group.isEmpty() ? version : group + "/" + version);
    ArrayNode resources = list.putArray("resources");
    for (ResourceType type : types.all()) {
      if (type.group().equals(group) && type.version().equals(version)) {
        resources.add(resource(type));
        if (type.is(Trait.STATUS)) {
          resources.add(subresource(type, "status"));
        }
      }
    }
    if (resources.isEmpty()) {
      throw Refusal.noSuchPath();
    }
    return list;
  }

  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    types.all().stream().map(ResourceType::group).filter(g -> !g.isEmpty()).forEach(names::add);
    return names;
  }

  private ObjectNode described(String name) {
    ObjectNode group = Trees.object().put("name", name);
    ArrayNode versions = group.putArray("versions");
    Set<String> seen = new LinkedHashSet<>();
    types.all().stream()
        .filter(type -> type.group().equals(name))
        .filter(type -> seen.add(type.version()))
        .forEach(
            type ->
                versions
                    .addObject()
                    .put("groupVersion", type.apiVersion())
                    .put("version", type.version()));
    group.set("preferredVersion", versions.get(0));
    return group;
  }

  private static ObjectNode resource(ResourceType type) {
    ObjectNode resource =
        Trees.object()
            .put("name", type.plural())
            .put("singularName", type.singular())
            .put("namespaced", type.namespaced())
            .put("kind", type.kind());
    List<String> verbs = type.is(Trait.REVIEW) ? List.of("create") : VERBS;
    verbs.forEach(resource.putArray("verbs")::add);
    if (!type.shortNames().isEmpty()) {
      type.shortNames().forEach(resource.putArray("shortNames")::add);
    }
    if (!type.categories().isEmpty()) {
      type.categories().forEach(resource.putArray("categories")::add);
    }
    return resource;
  }

  private static ObjectNode subresource(ResourceType type, String name) {
    ObjectNode resource =
        Trees.object()
            .put("name", type.plural() + "/" + name)
            .put("singularName", "")
            .put("namespaced", type.namespaced())
            .put("kind", type.kind());
    resource.putArray("verbs").add("get").add("patch").add("update");
    return resource;
  }
}
