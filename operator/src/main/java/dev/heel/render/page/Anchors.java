package dev.heel.render.page;

import dev.heel.render.Body;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where on the page a resource is. */
final class Anchors {
  private Anchors() {}

  static String of(Body body) {
    return body.kind().name() + "-" + body.namespace() + "-" + body.name();
  }

  /** By {@code $(KIND/NAME.url)}, as resources of the namespace write it. */
  static Map<String, String> of(List<Body> bodies, String namespace) {
    Map<String, String> places = new HashMap<>();
    bodies.stream()
        .filter(body -> body.namespace().equals(namespace))
        .forEach(
            body ->
                places.put(
                    "$(%s/%s.url)".formatted(body.kind().name(), body.name()), "#" + of(body)));
    return places;
  }
}
