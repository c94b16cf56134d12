package dev.heel.sandbox.kubernetes.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.patch.MergePatch;
import dev.heel.sandbox.kubernetes.patch.StrategicMerge;
import dev.heel.sandbox.kubernetes.store.Outcome;
import dev.heel.sandbox.kubernetes.store.Outcome.Effect;
import dev.heel.sandbox.kubernetes.store.Refusal;
import dev.heel.sandbox.kubernetes.store.Target;
import dev.heel.sandbox.kubernetes.store.WriteOptions;
import dev.heel.sandbox.kubernetes.store.Writes;
import dev.heel.sandbox.kubernetes.type.ResourceType.Trait;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.util.function.UnaryOperator;

/** PATCH in its four forms, told apart by the content type. */
final class PatchHandler {
  private final Writes writes;
  private final Mutations mutations;

  PatchHandler(Writes writes, Mutations mutations) {
    this.writes = writes;
    this.mutations = mutations;
  }

  void patch(Call call, Target target) {
    String form = call.header("Content-Type").split(";", 2)[0].strip();
    boolean custom = target.type().is(Trait.CUSTOM);
    if (form.equals("application/apply-patch+yaml")) {
      apply(call, target);
    } else if (form.equals("application/json-patch+json")) {
      change(call, target, jsonPatch(call));
    } else if (form.equals("application/merge-patch+json")) {
      ObjectNode patch = call.object();
      change(call, target, old -> (ObjectNode) MergePatch.merge(old, patch));
    } else if (form.equals("application/strategic-merge-patch+json") && !custom) {
      ObjectNode patch = call.object();
      change(call, target, old -> StrategicMerge.merge(old, patch, target.type().structure()));
    } else {
      throw Refusal.of(415, "UnsupportedMediaType", unsupported(custom));
    }
  }

  private static String unsupported(boolean custom) {
    return "the body of the request was in an unknown format - accepted media types include:"
        + " application/json-patch+json, application/merge-patch+json,"
        + (custom ? "" : " application/strategic-merge-patch+json,")
        + " application/apply-patch+yaml";
  }

  private void change(Call call, Target target, UnaryOperator<ObjectNode> change) {
    mutations.answer(call, target, writes.update(target, change, call.writeOptions()), 200);
  }

  private static UnaryOperator<ObjectNode> jsonPatch(Call call) {
    JsonNode patch = call.tree();
    if (!patch.isArray()) {
      throw Refusal.badRequest("error decoding patch: the body is not a list of operations");
    }
    return old -> {
      try {
        return (ObjectNode) JsonPatch.apply(patch, old);
      } catch (JsonPatchException | ClassCastException e) {
        throw Refusal.of(
            422, "Invalid", "the server rejected our request due to an error in our request");
      }
    };
  }

  private void apply(Call call, Target target) {
    boolean force = call.asks("force");
    if (call.query("fieldManager").isEmpty()) {
      throw Refusal.of(
          422,
          "Invalid",
          "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for"
              + " apply patch");
    }
    WriteOptions options = call.writeOptions();
    Outcome outcome = writes.apply(target, call.object(), force, options);
    mutations.answer(call, target, outcome, outcome.effect() == Effect.CREATED ? 201 : 200);
  }
}
