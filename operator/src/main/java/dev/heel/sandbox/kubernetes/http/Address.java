package dev.heel.sandbox.kubernetes.http;

import dev.heel.sandbox.kubernetes.store.Target;
import dev.heel.sandbox.kubernetes.type.ResourceType;
import dev.heel.sandbox.kubernetes.type.ResourceTypes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A path to a collection, an object or a subresource: {@code
 * /apis/GROUP/VERSION[/namespaces/NAMESPACE]/PLURAL[/NAME[/SUBRESOURCE]]}; {@code /api/v1} for the
 * core group.
 */
final class Address {
  private String group = "";
  private String version = "";
  private String namespace = "";
  private String plural = "";
  private String name = "";
  private String subresource = "";

  private Address() {}

  /** Empty if the path is none of these. */
  static Optional<Address> parse(List<String> segments) {
    Deque<String> left = new ArrayDeque<>(segments);
    Address address = new Address();
    boolean core = next(left).equals("api");
    address.group = core ? "" : next(left);
    address.version = next(left);
    if (left.size() > 2 && left.peek().equals("namespaces") && !ofNamespace(segments, core)) {
      left.pop();
      address.namespace = next(left);
    }
    address.plural = next(left);
    address.name = next(left);
    address.subresource = next(left);
    return address.plural.isEmpty() || !left.isEmpty() ? Optional.empty() : Optional.of(address);
  }

  /** {@code /api/v1/namespaces/x/status} is about the namespace itself. */
  private static boolean ofNamespace(List<String> segments, boolean core) {
    return core && segments.size() == 5 && segments.get(4).matches("status|finalize");
  }

  private static String next(Deque<String> left) {
    return left.isEmpty() ? "" : left.pop();
  }

  Optional<Target> target(ResourceTypes types) {
    return types
        .byPlural(group, version, plural)
        .filter(this::fits)
        .map(type -> new Target(type, namespace, name, subresource));
  }

  private boolean fits(ResourceType type) {
    boolean placed =
        type.namespaced() ? !namespace.isEmpty() || name.isEmpty() : namespace.isEmpty();
    return placed
        && switch (subresource) {
          case "" -> true;
          case "status" -> type.is(ResourceType.Trait.STATUS);
          case "finalize" -> type.isCore("Namespace");
          default -> false;
        };
  }

  /** The path with {@code {namespace}} and {@code {name}} for what differs between objects. */
  String template() {
    String root = group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
    return root
        + (namespace.isEmpty() ? "" : "/namespaces/{namespace}")
        + ("/" + plural)
        + (name.isEmpty() ? "" : "/{name}")
        + (subresource.isEmpty() ? "" : "/" + subresource);
  }
}
