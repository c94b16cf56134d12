package dev.heel.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.resource.Reference.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One kind of custom resource: its class, its names, and what is shown of it. Whoever must tell one
 * kind from another asks a value of this type; the list of kinds is in {@code dev.heel.kinds}. It
 * is data and pure functions, and the same value may be used by many threads.
 *
 * <p>Example: the kind of DatadogAccount is called an account in sentences, shows its site in the
 * tables, and has no object in Datadog. Kinds that have one say more ({@code
 * dev.heel.engine.ApiKind}).
 *
 * @param <R> the custom resource
 */
public interface Kind<R extends HeelResource<?>> {
  /** The custom resource's class; its simple name is the kind's name. */
  Class<R> type();

  /** What a sentence calls it, such as {@code monitor}; Datadog's own word where it has one. */
  String noun();

  /** The kind's name, such as {@code DatadogMonitor}. */
  default String name() {
    return type().getSimpleName();
  }

  /**
   * Whether that is this kind's name.
   *
   * @param kind as a manifest says it; may be null
   */
  default boolean is(String kind) {
    return name().equals(kind);
  }

  /** A resource of this kind. */
  default Target target(String namespace, String name) {
    return new Target(name(), namespace, name);
  }

  /** The same by its name in one. */
  default Target target(NamespacedName resource) {
    return target(resource.namespace(), resource.name());
  }

  /** What stands over several of them, such as {@code Monitors}. */
  default String heading() {
    return noun().substring(0, 1).toUpperCase(Locale.ROOT) + noun().substring(1) + "s";
  }

  /**
   * Which texts of its body tell people something, so that they may hold handles like {@code
   * \@slack-ops}.
   *
   * @return JSON pointers into the body
   */
  default List<String> messages() {
    return List.of();
  }

  /**
   * What there is to see of a resource, in the few words that a line of a table holds: by default
   * its id and its state.
   *
   * @param status of the resource; missing if it has none
   * @param object as Datadog answers it; missing if there is none
   * @return empty if there is nothing to see yet
   */
  default String glance(JsonNode status, JsonNode object) {
    return words(status.path("id").asText(""), status.path("state").asText(""));
  }

  /** What a line holds side by side; empty words are left out. */
  static String words(String... words) {
    return Stream.of(words).filter(word -> !word.isEmpty()).collect(Collectors.joining("  "));
  }

  /** Its own columns in {@code kubectl get}, between those that every kind has. */
  default List<Column> ownColumns() {
    return List.of();
  }

  /** Its own columns that only {@code -o wide} shows. */
  default List<Column> wideColumns() {
    return List.of();
  }

  /** All columns of {@code kubectl get}, in their order. */
  default List<Column> columns() {
    List<Column> columns = new ArrayList<>(List.of(Column.READY, Column.REASON));
    columns.addAll(ownColumns());
    columns.add(Column.AGE);
    columns.addAll(wideColumns());
    columns.add(Column.MESSAGE);
    return List.copyOf(columns);
  }
}
