package dev.heel.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** What users do meanwhile, by a seeded sequence, and what must come of it. */
final class Workload {
  private static final int NAMES = 30;

  private final CrashWorld world;
  private final Random random;
  private final Map<String, Wanted> living = new TreeMap<>();
  private final Map<String, Integer> versions = new HashMap<>();
  private final Map<String, JsonNode> others = new HashMap<>();

  /** A marker of a deleted resource that a clone carries: its owner would take the clone. */
  private final Set<String> retired = new HashSet<>();

  Workload(CrashWorld world, Random random) {
    this.world = world;
    this.random = random;
    world.organisation().createForeign(40);
    ofAnotherCluster();
    others.putAll(world.monitors());
  }

  private void ofAnotherCluster() {
    for (int i = 0; i < 3; i++) {
      Wanted theirs = new Wanted(name(i), 0);
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.put("name", "theirs " + i).put("type", "metric alert");
      body.put("query", "avg(last_5m):avg:theirs{env:test} > 1");
      body.putArray("tags")
          .add("heel_cluster:another")
          .add("heel_owner:" + Wanted.NAMESPACE + "/" + theirs.name());
      world.makeForOthers(body);
    }
  }

  Collection<Wanted> living() {
    return living.values();
  }

  Map<String, JsonNode> others() {
    return others;
  }

  /** Does something that makes the operator take such a step. */
  void provoke(Moment.Trigger trigger) {
    switch (trigger) {
      case CREATE -> create();
      case CHANGE -> made().ifPresentOrElse(this::change, this::create);
      case DELETE -> made().ifPresentOrElse(this::delete, this::create);
    }
  }

  /** One that has its object, so that a change is an update and a deletion is a call. */
  private Optional<Wanted> made() {
    Map<String, JsonNode> resources = world.resources();
    List<Wanted> made =
        living.values().stream()
            .filter(
                wanted ->
                    !resources.get(wanted.name()).at("/status/id").asText("").isEmpty()
                        && resources.get(wanted.name()).at("/status/creating").asText("").isEmpty())
            .toList();
    return made.isEmpty() ? any() : Optional.of(made.get(random.nextInt(made.size())));
  }

  /** Anything, most often a change. */
  void noise() {
    int dice = random.nextInt(20);
    if (dice < 6) {
      create();
    } else if (dice < 10) {
      any().ifPresent(this::delete);
    } else if (dice < 18) {
      any().ifPresent(this::change);
    } else {
      any().ifPresent(dice == 18 ? this::editInDatadog : this::deleteInDatadog);
    }
  }

  private void create() {
    Set<String> there = world.resources().keySet();
    List<String> free = new ArrayList<>();
    for (int i = 0; i < NAMES; i++) {
      if (!there.contains(name(i)) && !retired.contains(name(i))) {
        free.add(name(i));
      }
    }
    if (!free.isEmpty()) {
      String name = free.get(random.nextInt(free.size()));
      apply(new Wanted(name, versions.getOrDefault(name, 0)));
    }
  }

  private void change(Wanted wanted) {
    apply(wanted.changed());
  }

  private void apply(Wanted wanted) {
    world.apply(wanted);
    living.put(wanted.name(), wanted);
    versions.put(wanted.name(), wanted.version());
  }

  private void delete(Wanted wanted) {
    world.delete(wanted.name());
    living.remove(wanted.name());
  }

  private void editInDatadog(Wanted wanted) {
    ObjectNode edit = JsonNodeFactory.instance.objectNode().put("message", "edited by hand");
    ids(wanted).forEach(id -> inDatadog(() -> world.organisation().edit(id, edit)));
  }

  /** Not one that was cloned: the clone carries the marker, and would rightly take its place. */
  private void deleteInDatadog(Wanted wanted) {
    if (retired.contains(wanted.name())) {
      return;
    }
    ids(wanted).forEach(id -> inDatadog(() -> world.organisation().delete(id)));
  }

  /** What a person clicks on may be gone already. */
  private static void inDatadog(Runnable click) {
    try {
      click.run();
    } catch (NoSuchElementException gone) {
      return;
    }
  }

  private List<Long> ids(Wanted wanted) {
    return world.organisation().monitors().stream()
        .filter(monitor -> !world.notOurs().contains(monitor.path("id").asText()))
        .filter(
            monitor ->
                Onlooker.tag(monitor, "heel_owner:").equals(Wanted.NAMESPACE + "/" + wanted.name()))
        .map(monitor -> monitor.path("id").asLong())
        .toList();
  }

  /** Clones one object in Datadog's pages, marker and all: it is nobody's business from then on. */
  void cloneOne() {
    any()
        .ifPresent(
            wanted ->
                ids(wanted).stream()
                    .findFirst()
                    .ifPresent(id -> cloned(wanted, world.monitors().get("" + id))));
  }

  private void cloned(Wanted wanted, JsonNode monitor) {
    ObjectNode body = monitor.deepCopy();
    body.put("name", monitor.path("name").asText() + " (clone)");
    body.retain("name", "type", "query", "message", "tags", "options", "priority");
    String id = world.makeForOthers(body);
    others.put(id, world.monitors().get(id));
    retired.add(wanted.name());
  }

  private Optional<Wanted> any() {
    List<Wanted> all = List.copyOf(living.values());
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
  }

  private static String name(int number) {
    return "m-%02d".formatted(number);
  }
}
