package dev.heel.sandbox.kubernetes.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.kubernetes.patch.Trees;
import dev.heel.sandbox.kubernetes.store.Faces;
import dev.heel.sandbox.kubernetes.store.Key;
import dev.heel.sandbox.kubernetes.store.Refusal;
import dev.heel.sandbox.kubernetes.store.Selector;
import dev.heel.sandbox.kubernetes.store.Store;
import dev.heel.sandbox.kubernetes.store.Target;
import dev.heel.sandbox.kubernetes.type.ResourceType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;

/**
 * Lists, also in pages that all show the same version (Kubernetes API concepts, "Retrieving large
 * results sets in chunks").
 */
final class Lists {
  /** Where a page begins: after the object {@code after}, at version {@code version}. */
  private record Mark(long version, String after) {
    static final Mark START = new Mark(-1, "");

    static Mark parse(String token) {
      if (token.isEmpty()) {
        return START;
      }
      try {
        byte[] json = Base64.getUrlDecoder().decode(token);
        JsonNode mark = Trees.read(new String(json, StandardCharsets.UTF_8));
        return new Mark(mark.path("rv").asLong(), mark.path("start").asText());
      } catch (IllegalArgumentException e) {
        throw Refusal.badRequest("continue key is not valid: " + e.getMessage());
      }
    }

    String token() {
      ObjectNode json = Trees.object().put("v", "meta.k8s.io/v1").put("rv", version);
      byte[] bytes = Trees.text(json.put("start", after)).getBytes(StandardCharsets.UTF_8);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
  }

  private final Store store;

  Lists(Store store) {
    this.store = store;
  }

  void answer(Call call, Target target) {
    Predicate<JsonNode> wanted = selector(call, target);
    Mark mark = Mark.parse(call.query("continue"));
    Store.Snapshot snapshot = snapshot(call, target, mark);
    List<ObjectNode> found =
        snapshot.objects().stream()
            .filter(object -> place(target.type(), object).compareTo(mark.after()) > 0)
            .map(object -> Faces.served(target.type(), object))
            .filter(wanted)
            .toList();
    ObjectNode metadata = Trees.object().put("resourceVersion", Long.toString(snapshot.version()));
    int limit = number(call.query("limit"));
    if (limit > 0 && found.size() > limit) {
      String last = place(target.type(), found.get(limit - 1));
      metadata.put("continue", new Mark(snapshot.version(), last).token());
      if (call.query("labelSelector").isEmpty() && call.query("fieldSelector").isEmpty()) {
        metadata.put("remainingItemCount", found.size() - limit);
      }
      found = found.subList(0, limit);
    }
    Shape.View view = new Shape.View(target.type(), call.query("includeObject"), metadata);
    call.answer(200, Shape.of(call).many(view, found));
  }

  /** Both selectors of the request, and the name if the path has one. */
  static Predicate<JsonNode> selector(Call call, Target target) {
    Predicate<JsonNode> both =
        Selector.labels(call.query("labelSelector"))
            .and(Selector.fields(target.type(), call.query("fieldSelector")));
    String name = target.name();
    return name.isEmpty()
        ? both
        : both.and(object -> object.path("metadata").path("name").asText().equals(name));
  }

  private Store.Snapshot snapshot(Call call, Target target, Mark mark) {
    String storage = target.type().storage();
    if (!mark.equals(Mark.START)) {
      try {
        return store.listAt(storage, target.namespace(), mark.version());
      } catch (Refusal tooOld) {
        throw Refusal.of(
            410,
            "Expired",
            "The provided continue parameter is too old to display a consistent list result. You"
                + " must start a new list without the continue parameter.");
      }
    }
    if (call.query("resourceVersionMatch").equals("Exact")) {
      return store.listAt(storage, target.namespace(), version(call.query("resourceVersion")));
    }
    Store.Snapshot now = store.list(storage, target.namespace());
    if (version(call.query("resourceVersion")) > now.version()) {
      throw Refusal.of(
          504,
          "Timeout",
          "Timeout: Too large resource version: "
              + call.query("resourceVersion")
              + ", current: "
              + now.version());
    }
    return now;
  }

  /**
   * @throws Refusal 400 if the text is no version; an empty one is 0
   */
  static long version(String text) {
    try {
      return text.isEmpty() ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Refusal.badRequest("invalid resource version: \"" + text + '"');
    }
  }

  static int number(String text) {
    return (int) version(text);
  }

  private static String place(ResourceType type, ObjectNode object) {
    Key key = Key.of(type, object);
    return key.namespace() + "/" + key.name();
  }
}
