package dev.heel.sandbox.kubernetes.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.patch.Trees;
import dev.heel.sandbox.kubernetes.store.Outcome.Effect;
import java.util.Map;
import java.util.Set;

/** Deletes objects, or marks them where finalizers or dependants come first. */
public final class Deletes {
  /** Held while dependants are deleted (propagation Foreground). */
  public static final String FOREGROUND = "foregroundDeletion";

  /** Held while dependants are freed (propagation Orphan). */
  public static final String ORPHAN = "orphan";

  /** Held on a CustomResourceDefinition while its resources are deleted. */
  public static final String INSTANCES = "customresourcecleanup.apiextensions.k8s.io";

  private static final Map<String, String> BY_PROPAGATION =
      Map.of("Foreground", FOREGROUND, "Orphan", ORPHAN);
  private static final Set<String> IMMORTAL = Set.of("default", "kube-system", "kube-public");

  /**
   * @param propagation {@code Background}, {@code Foreground} or {@code Orphan}; empty is
   *     Background
   * @param uid the uid that the object must have; empty is any
   * @param resourceVersion the version that it must have; empty is any
   * @param dryRun everything but the deletion itself
   */
  public record Options(String propagation, String uid, String resourceVersion, boolean dryRun) {
    public static Options background() {
      return new Options("Background", "", "", false);
    }
  }

  private final Store store;

  public Deletes(Store store) {
    this.store = store;
  }

  /** Whether nothing holds an object that is marked for deletion. */
  static boolean mayGo(ObjectNode object) {
    JsonNode metadata = object.path("metadata");
    return metadata.has("deletionTimestamp") && !held(object);
  }

  private static boolean held(ObjectNode object) {
    boolean namespace = object.path("kind").asText().equals("Namespace");
    return !object.path("metadata").path("finalizers").isEmpty()
        || namespace && !object.path("spec").path("finalizers").isEmpty();
  }

  /**
   * @throws Refusal 404, 409 if a precondition fails, 403 for a namespace that must stay
   */
  public Outcome delete(Target target, Options options) {
    return store.atomically(
        () -> {
          ObjectNode old = store.get(target.key());
          if (old == null) {
            throw Refusal.notFound(target.type(), target.name());
          }
          checkPreconditions(target, options, old);
          ObjectNode next = old.deepCopy();
          hold(target, options, next);
          Outcome outcome = carryOut(target, old, next, options.dryRun());
          return new Outcome(Faces.served(target.type(), outcome.object()), outcome.effect());
        });
  }

  private Outcome carryOut(Target target, ObjectNode old, ObjectNode next, boolean dryRun) {
    if (!held(next)) {
      ObjectNode last = dryRun ? old : store.remove(target.key(), old);
      return new Outcome(last, Effect.REMOVED);
    }
    mark(target, next);
    if (next.equals(old)) {
      return new Outcome(old, Effect.UNCHANGED);
    }
    return new Outcome(dryRun ? next : store.write(target.key(), next), Effect.CHANGED);
  }

  private static void checkPreconditions(Target target, Options options, ObjectNode old) {
    JsonNode metadata = old.path("metadata");
    Identities.checkUid(target, options.uid(), metadata.path("uid").asText());
    String version = metadata.path("resourceVersion").asText();
    if (!options.resourceVersion().isEmpty() && !options.resourceVersion().equals(version)) {
      throw Refusal.conflict(
          target.type(),
          target.name(),
          "Precondition failed: ResourceVersion in precondition: "
              + options.resourceVersion()
              + ", ResourceVersion in object meta: "
              + version);
    }
    if (target.type().isCore("Namespace") && IMMORTAL.contains(target.name())) {
      throw Refusal.forbidden(
          target.type(),
          target.name(),
          "this namespace may not be deleted",
          new Refusal.Cause("Forbidden", "", "this namespace may not be deleted"));
    }
  }

  /** Adds the finalizers that the propagation and the kind ask for. */
  private static void hold(Target target, Options options, ObjectNode object) {
    String finalizer =
        target.type().kind().equals("CustomResourceDefinition")
            ? INSTANCES
            : BY_PROPAGATION.getOrDefault(options.propagation(), "");
    ArrayNode finalizers = Trees.list(Trees.child(object, "metadata"), "finalizers");
    if (!finalizer.isEmpty() && !Trees.texts(finalizers).contains(finalizer)) {
      finalizers.add(finalizer);
    }
    if (finalizers.isEmpty()) {
      Trees.child(object, "metadata").remove("finalizers");
    }
  }

  private static void mark(Target target, ObjectNode object) {
    ObjectNode metadata = Trees.child(object, "metadata");
    if (metadata.has("deletionTimestamp")) {
      return;
    }
    metadata.put("deletionTimestamp", Metadata.now()).put("deletionGracePeriodSeconds", 0);
    if (metadata.has("generation")) {
      Metadata.bumpGeneration(object);
    }
    if (target.type().isCore("Namespace")) {
      metadata.remove("deletionGracePeriodSeconds");
      Trees.child(object, "status").put("phase", "Terminating");
    }
  }
}
