package dev.heel.sandbox.kubernetes.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.patch.Editor;
import dev.heel.sandbox.kubernetes.patch.ServerSideApply;
import dev.heel.sandbox.kubernetes.patch.Trees;
import dev.heel.sandbox.kubernetes.store.Outcome.Effect;
import dev.heel.sandbox.kubernetes.type.ResourceType;
import dev.heel.sandbox.kubernetes.type.ResourceType.Trait;
import dev.heel.sandbox.kubernetes.type.ResourceTypes;
import java.util.List;
import java.util.function.UnaryOperator;

/** Creates, changes and applies objects by the API server's rules. */
public final class Writes {
  private final Store store;
  private final ResourceTypes types;
  private final Admission admission;

  public Writes(Store store, ResourceTypes types) {
    this.store = store;
    this.types = types;
    this.admission = new Admission(store, types);
  }

  public Store store() {
    return store;
  }

  public ResourceTypes types() {
    return types;
  }

  /**
   * Creates an object.
   *
   * @throws Refusal whatever the API server would say against it
   */
  public Outcome create(Target target, ObjectNode body, WriteOptions options) {
    return store.atomically(
        () -> {
          Identities.check(target, body);
          strictly(target, () -> Fields.check(target, body, options));
          Identities.checkNoVersion(body);
          ObjectNode fresh = body.deepCopy();
          Admission.keepStatus(target.type(), Trees.object(), fresh);
          ObjectNode object = admission.normal(target.type(), fresh);
          ServerSideApply managed = new ServerSideApply(target.type().structure());
          Editor editor = editor(target, options, "Update");
          return insert(target, managed.update(Trees.object(), object, editor), options);
        });
  }

  /**
   * Changes an object.
   *
   * @param change gets a copy of the object and gives the object wanted
   * @throws Refusal whatever the API server would say against it
   */
  public Outcome update(Target target, UnaryOperator<ObjectNode> change, WriteOptions options) {
    return store.atomically(
        () -> {
          ObjectNode old = present(target);
          ObjectNode wanted = change.apply(old.deepCopy());
          Identities.check(target, wanted);
          Identities.checkPreconditions(target, old, wanted);
          Fields.checkPatched(target, wanted, options);
          ObjectNode next = merged(target, old, wanted);
          ServerSideApply managed = new ServerSideApply(target.type().structure());
          return replace(
              target, managed.update(old, next, editor(target, options, "Update")), options);
        });
  }

  /**
   * Replaces an object by {@code body}, as PUT does.
   *
   * @throws Refusal whatever the API server would say against it
   */
  public Outcome put(Target target, ObjectNode body, WriteOptions options) {
    return store.atomically(
        () -> {
          Identities.check(target, body);
          strictly(target, () -> Fields.check(target, body, options));
          if (store.get(target.key()) == null && target.type().is(Trait.CREATED_BY_UPDATE)) {
            return create(target, body, options.lenient());
          }
          present(target);
          Identities.checkConditional(target, body);
          return update(target, old -> body, options.lenient());
        });
  }

  /**
   * Server-side apply.
   *
   * @param force takes fields over from other managers instead of refusing
   * @throws Refusal whatever the API server would say against it
   */
  public Outcome apply(Target target, ObjectNode applied, boolean force, WriteOptions options) {
    return store.atomically(
        () -> {
          String namespace = applied.path("metadata").path("namespace").asText();
          Identities.check(target, applied);
          checkApplied(target, applied);
          ObjectNode stored = store.get(target.key());
          if (stored == null && !target.subresource().isEmpty()) {
            throw Refusal.notFound(target.type(), target.name());
          }
          ObjectNode live = stored == null ? Trees.object() : Faces.served(target.type(), stored);
          if (stored == null) {
            Identities.checkNoUid(target, applied);
          } else {
            Identities.checkPreconditions(target, live, applied);
          }
          Fields.checkApplied(target, applied, namespace);
          ObjectNode merged = laidOver(target, live, mine(target, applied, options), force);
          return stored == null
              ? insert(target, admission.normal(target.type(), merged), options)
              : replace(target, merged(target, live, merged), options);
        });
  }

  /** What somebody wants to own. */
  private record Intent(ObjectNode object, Editor editor) {}

  /** An apply of the status owns nothing else, and one of the rest no status. */
  private static Intent mine(Target target, ObjectNode applied, WriteOptions options) {
    ObjectNode object = applied.deepCopy();
    if (target.status()) {
      object.retain("apiVersion", "kind", "metadata", "status");
    } else {
      Admission.keepStatus(target.type(), Trees.object(), object);
    }
    return new Intent(object, editor(target, options, "Apply"));
  }

  private static ObjectNode laidOver(Target target, ObjectNode live, Intent intent, boolean force) {
    try {
      return new ServerSideApply(target.type().structure())
          .apply(live, intent.object(), intent.editor(), force);
    } catch (ServerSideApply.Conflicts conflicts) {
      List<Refusal.Cause> causes =
          conflicts.conflicts().stream()
              .map(
                  c ->
                      new Refusal.Cause(
                          "FieldManagerConflict", c.field(), "conflict with " + c.ownerText()))
              .toList();
      throw Refusal.applyConflict(conflicts.getMessage(), causes);
    }
  }

  private Outcome insert(Target target, ObjectNode object, WriteOptions options) {
    Metadata.initial(target, object);
    Target named = target.named(object.path("metadata").path("name").asText());
    admission.checkNamespace(named);
    admission.validate(named.type(), object, null);
    if (store.get(named.key()) != null) {
      throw Refusal.exists(named.type(), named.name());
    }
    ObjectNode stored = Faces.stored(named.type(), object);
    ObjectNode written = options.dryRun() ? stored : store.write(named.key(), stored);
    return new Outcome(Faces.served(named.type(), written), Effect.CREATED);
  }

  private Outcome replace(Target target, ObjectNode next, WriteOptions options) {
    ObjectNode old = present(target);
    ResourceType type = target.type();
    if (type.is(Trait.GENERATION) && Metadata.specDiffers(type, old, next)) {
      Metadata.bumpGeneration(next);
    }
    if (next.equals(old)) {
      return new Outcome(old, Effect.UNCHANGED);
    }
    Metadata.checkFinalizers(type, old, next);
    admission.validate(type, next, old);
    if (options.dryRun()) {
      return new Outcome(next, Effect.UNCHANGED);
    }
    ObjectNode stored = Faces.stored(type, next);
    if (Deletes.mayGo(stored)) {
      return new Outcome(Faces.served(type, store.remove(target.key(), stored)), Effect.REMOVED);
    }
    return new Outcome(Faces.served(type, store.write(target.key(), stored)), Effect.CHANGED);
  }

  /** What is written: status or all but status, normal, with the server's own metadata. */
  private ObjectNode merged(Target target, ObjectNode old, ObjectNode wanted) {
    ObjectNode next = wanted.deepCopy();
    if (target.status()) {
      ObjectNode onlyStatus = old.deepCopy();
      onlyStatus.set("status", wanted.path("status"));
      if (!wanted.has("status")) {
        onlyStatus.remove("status");
      }
      JsonNode managed = wanted.path("metadata").path("managedFields");
      if (managed.isArray()) {
        Trees.child(onlyStatus, "metadata").set("managedFields", managed);
      }
      next = onlyStatus;
    } else if (!target.subresource().equals("finalize")) {
      Admission.keepStatus(target.type(), old, next);
    }
    Metadata.keep(old, next);
    return admission.normal(target.type(), next);
  }

  private ObjectNode present(Target target) {
    ObjectNode stored = store.get(target.key());
    if (stored == null) {
      throw Refusal.notFound(target.type(), target.name());
    }
    return Faces.served(target.type(), stored);
  }

  private static Editor editor(Target target, WriteOptions options, String operation) {
    String subresource = target.status() ? "status" : "";
    return new Editor(options.manager(), operation, target.type().apiVersion(), subresource);
  }

  private static void strictly(Target target, Runnable check) {
    try {
      check.run();
    } catch (Refusal refusal) {
      ResourceType type = target.type();
      throw Refusal.badRequest(
          type.kind()
              + " in version \""
              + type.version()
              + "\" cannot be handled as a "
              + (type.kind() + ": " + refusal.getMessage()));
    }
  }

  private static void checkApplied(Target target, ObjectNode applied) {
    if (!applied.path("metadata").path("managedFields").isEmpty()) {
      throw Refusal.badRequest("metadata.managedFields must be nil");
    }
    if (applied.path("metadata").path("name").asText().isEmpty()) {
      Trees.child(applied, "metadata").put("name", target.name());
    }
  }
}
