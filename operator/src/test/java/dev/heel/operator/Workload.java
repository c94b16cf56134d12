package dev.heel.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.world.Inventory;
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
  private static final Subject MONITORS =
      Subject.ALL.stream().filter(MonitorSubject.class::isInstance).findFirst().orElseThrow();
  private static final int NAMES = 12;

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
    world.createForeign(10);
    ofAnotherCluster();
    others.putAll(world.objects());
  }

  private void ofAnotherCluster() {
    for (int i = 0; i < 3; i++) {
      Wanted theirs = new Wanted(MONITORS, name(MONITORS, i), 0);
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.put("name", "theirs " + i).put("type", "metric alert");
      body.put("query", "avg(last_5m):avg:theirs{env:test} > 1");
      body.putArray("tags").add("heel_cluster:another").add("heel_owner:" + theirs.owner());
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
  void provoke(Moment.Trigger trigger, Subject subject) {
    switch (trigger) {
      case CREATE -> create(subject);
      case CHANGE -> made(subject).ifPresentOrElse(this::change, () -> create(subject));
      case DELETE -> made(subject).ifPresentOrElse(this::delete, () -> create(subject));
    }
  }

  /** One that has its object, so that a change is an update and a deletion is a call. */
  private Optional<Wanted> made(Subject subject) {
    Map<String, JsonNode> resources = world.resources();
    List<Wanted> made =
        living.values().stream()
            .filter(wanted -> wanted.subject().equals(subject))
            .filter(
                wanted ->
                    !resources.get(wanted.name()).at("/status/id").asText("").isEmpty()
                        && resources.get(wanted.name()).at("/status/creating").asText("").isEmpty())
            .toList();
    return one(made);
  }

  /** Anything, most often a change. */
  void noise() {
    int dice = random.nextInt(20);
    if (dice < 6) {
      create(Subject.ALL.get(random.nextInt(Subject.ALL.size())));
    } else if (dice < 10) {
      any().ifPresent(this::delete);
    } else if (dice < 18) {
      any().ifPresent(this::change);
    } else {
      any().ifPresent(dice == 18 ? this::editInDatadog : this::deleteInDatadog);
    }
  }

  private void create(Subject subject) {
    Set<String> there = world.resources().keySet();
    List<String> free = new ArrayList<>();
    for (int i = 0; i < NAMES; i++) {
      String name = name(subject, i);
      if (!there.contains(name) && !retired.contains(name)) {
        free.add(name);
      }
    }
    if (!free.isEmpty()) {
      String name = free.get(random.nextInt(free.size()));
      apply(new Wanted(subject, name, versions.getOrDefault(name, 0)));
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
    world.delete(wanted);
    living.remove(wanted.name());
  }

  private void editInDatadog(Wanted wanted) {
    Inventory inventory = wanted.subject().inventory(world.organisation());
    world.ids(wanted).forEach(id -> inDatadog(() -> inventory.edit(id, wanted.subject().edit())));
  }

  /** Not one that was cloned: the clone carries the marker, and would rightly take its place. */
  private void deleteInDatadog(Wanted wanted) {
    if (retired.contains(wanted.name())) {
      return;
    }
    Inventory inventory = wanted.subject().inventory(world.organisation());
    world.ids(wanted).forEach(inventory::delete);
  }

  /** What a person clicks on may be gone already. */
  private static void inDatadog(Runnable click) {
    try {
      click.run();
    } catch (NoSuchElementException gone) {
      return;
    }
  }

  /** Clones a monitor in Datadog's pages, marker and all: it is nobody's business from then on. */
  void cloneOne() {
    one(living.values().stream().filter(wanted -> wanted.subject().equals(MONITORS)).toList())
        .ifPresent(
            wanted ->
                world.ids(wanted).stream()
                    .findFirst()
                    .flatMap(MONITORS.inventory(world.organisation())::get)
                    .ifPresent(monitor -> cloned(wanted, monitor)));
  }

  private void cloned(Wanted wanted, JsonNode monitor) {
    ObjectNode body = monitor.deepCopy();
    body.put("name", monitor.path("name").asText() + " (clone)");
    body.retain("name", "type", "query", "message", "tags", "options", "priority");
    String id = MONITORS.kind() + " " + world.makeForOthers(body);
    others.put(id, world.objects().get(id));
    retired.add(wanted.name());
  }

  private Optional<Wanted> any() {
    return one(List.copyOf(living.values()));
  }

  private Optional<Wanted> one(List<Wanted> of) {
    return of.isEmpty() ? Optional.empty() : Optional.of(of.get(random.nextInt(of.size())));
  }

  private static String name(Subject subject, int number) {
    return "%s-%02d".formatted(subject.letter(), number);
  }
}
