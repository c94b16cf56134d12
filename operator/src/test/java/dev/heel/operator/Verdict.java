package dev.heel.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is wrong in a world that ought to be settled. Pure: reads one state of both servers. */
final class Verdict {
  private final Map<String, JsonNode> resources;
  private final Map<String, JsonNode> objects;
  private final List<String> wrong = new ArrayList<>();

  private Verdict(Map<String, JsonNode> resources, Map<String, JsonNode> objects) {
    this.resources = resources;
    this.objects = objects;
  }

  /**
   * Every sentence that says what is wrong.
   *
   * @param living what must be there, by name; nothing else may
   * @param others objects that nobody may touch, by id, as they were
   */
  static List<String> of(
      CrashWorld world, Collection<Wanted> living, Map<String, JsonNode> others) {
    Verdict verdict = new Verdict(world.resources(), world.objects());
    verdict.others(others);
    Map<String, List<String>> ids = verdict.byOwner(others);
    living.forEach(wanted -> verdict.one(wanted, ids.remove(wanted.owner())));
    ids.forEach((owner, left) -> verdict.wrong.add(owner + " is gone, and there is " + left));
    verdict.noOthers(living);
    return verdict.wrong;
  }

  private void others(Map<String, JsonNode> others) {
    others.forEach(
        (id, before) -> {
          if (!CrashWorld.subject(id).isUntouched(before, objects.get(id))) {
            wrong.add("%s of others was touched: %s".formatted(id, objects.get(id)));
          }
        });
  }

  private Map<String, List<String>> byOwner(Map<String, JsonNode> others) {
    Map<String, List<String>> ids = new HashMap<>();
    objects.forEach(
        (id, object) -> {
          if (!others.containsKey(id)) {
            String owner = CrashWorld.subject(id).owner(object);
            ids.computeIfAbsent(owner, o -> new ArrayList<>()).add(id);
          }
        });
    return ids;
  }

  private void one(Wanted wanted, List<String> ids) {
    JsonNode resource = resources.get(wanted.name());
    if (ids == null || ids.size() != 1) {
      wrong.add("%s has the objects %s; %s".formatted(wanted, ids, ready(resource)));
      return;
    }
    wanted
        .differences(objects.get(ids.get(0)))
        .forEach(difference -> wrong.add(wanted + ": " + difference));
    String id = CrashWorld.id(resource);
    if (!ids.get(0).equals(id)) {
      wrong.add("%s: the status says %s, the object is %s".formatted(wanted, id, ids));
    }
    if (!isReady(resource)) {
      wrong.add("%s is not ready: %s".formatted(wanted, resource.path("status")));
    }
  }

  private void noOthers(Collection<Wanted> living) {
    resources.forEach(
        (name, resource) -> {
          if (living.stream().noneMatch(wanted -> wanted.name().equals(name))) {
            wrong.add(name + " is still there: " + ready(resource));
          }
          String id = CrashWorld.id(resource);
          if (!id.isEmpty() && !objects.containsKey(id)) {
            wrong.add("%s: the status says %s, which does not exist".formatted(name, id));
          }
        });
  }

  private static boolean isReady(JsonNode resource) {
    JsonNode ready = condition(resource);
    return ready.path("status").asText().equals("True")
        && resource.at("/status/creating").asText("").isEmpty()
        && resource.at("/status/observedGeneration").asLong()
            == resource.at("/metadata/generation").asLong();
  }

  private static String ready(JsonNode resource) {
    return resource == null ? "no resource" : condition(resource).path("message").asText();
  }

  private static JsonNode condition(JsonNode resource) {
    for (JsonNode condition : resource.at("/status/conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition;
      }
    }
    return resource.path("none");
  }
}
