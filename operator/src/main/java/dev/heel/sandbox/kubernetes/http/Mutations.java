package dev.heel.sandbox.kubernetes.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.patch.Trees;
import dev.heel.sandbox.kubernetes.store.Deletes;
import dev.heel.sandbox.kubernetes.store.Outcome;
import dev.heel.sandbox.kubernetes.store.Outcome.Effect;
import dev.heel.sandbox.kubernetes.store.Refusal;
import dev.heel.sandbox.kubernetes.store.Selector;
import dev.heel.sandbox.kubernetes.store.Store;
import dev.heel.sandbox.kubernetes.store.Target;
import dev.heel.sandbox.kubernetes.store.Writes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** POST, PUT and DELETE. */
final class Mutations {
  private final Store store;
  private final Writes writes;
  private final Deletes deletes;
  private final Traffic traffic;

  Mutations(Store store, Writes writes, Traffic traffic) {
    this.store = store;
    this.writes = writes;
    this.deletes = new Deletes(store);
    this.traffic = traffic;
  }

  void create(Call call, Target target) {
    Outcome outcome = writes.create(target, call.object(), call.writeOptions());
    answer(call, target, outcome, 201);
  }

  void replace(Call call, Target target) {
    Outcome outcome = writes.put(target, call.object(), call.writeOptions());
    answer(call, target, outcome, outcome.effect() == Effect.CREATED ? 201 : 200);
  }

  void delete(Call call, Target target) {
    Outcome outcome = deletes.delete(target, options(call, call.object()));
    if (outcome.effect() == Effect.REMOVED) {
      count(call, target, outcome);
      call.answer(200, success(target, outcome.object()));
    } else {
      answer(call, target, outcome, 200);
    }
  }

  void deleteCollection(Call call, Target target) {
    ObjectNode body = call.object();
    Predicate<JsonNode> wanted =
        Selector.labels(call.query("labelSelector"))
            .and(Selector.fields(target.type(), call.query("fieldSelector")));
    Store.Snapshot snapshot = store.list(target.type().storage(), target.namespace());
    List<ObjectNode> deleted = new ArrayList<>();
    for (ObjectNode object : snapshot.objects()) {
      if (wanted.test(object)) {
        Target one = target.named(object.path("metadata").path("name").asText());
        Outcome outcome = deletes.delete(one, options(call, body));
        count(call, target, outcome);
        deleted.add(outcome.object());
      }
    }
    ObjectNode metadata = Trees.object().put("resourceVersion", "" + store.version());
    call.answer(200, Shape.OBJECT.many(new Shape.View(target.type(), "", metadata), deleted));
  }

  void answer(Call call, Target target, Outcome outcome, int code) {
    count(call, target, outcome);
    Shape.View view = new Shape.View(target.type(), call.query("includeObject"), Trees.object());
    call.answer(code, Shape.of(call).one(view, outcome.object()));
  }

  private void count(Call call, Target target, Outcome outcome) {
    if (outcome.wrote() && !call.dryRun()) {
      traffic.wrote(call.header("User-Agent"), target.type().plural());
    }
  }

  private static Deletes.Options options(Call call, ObjectNode body) {
    String propagation = either(call.query("propagationPolicy"), body.path("propagationPolicy"));
    boolean orphans =
        call.query("orphanDependents").equals("true") || body.path("orphanDependents").asBoolean();
    JsonNode preconditions = body.path("preconditions");
    boolean dry = call.dryRun() || Trees.texts(body.path("dryRun")).contains("All");
    return new Deletes.Options(
        propagation.isEmpty() && orphans ? "Orphan" : propagation,
        preconditions.path("uid").asText(),
        preconditions.path("resourceVersion").asText(),
        dry);
  }

  private static String either(String query, JsonNode body) {
    String propagation = query.isEmpty() ? body.asText() : query;
    if (!propagation.matches("|Background|Foreground|Orphan")) {
      throw Refusal.of(
          422,
          "Invalid",
          "DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Unsupported value: \""
              + propagation
              + "\": supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\"");
    }
    return propagation;
  }

  private static ObjectNode success(Target target, ObjectNode gone) {
    ObjectNode status = Trees.object().put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    ObjectNode details = status.put("status", "Success").putObject("details");
    details.put("name", target.name());
    if (!target.type().group().isEmpty()) {
      details.put("group", target.type().group());
    }
    details.put("kind", target.type().plural());
    details.put("uid", gone.path("metadata").path("uid").asText());
    return status;
  }
}
