package dev.heel.sandbox.kubernetes.type;

import dev.heel.sandbox.kubernetes.patch.Structure;
import dev.heel.schema.ResourceSchema;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One served version of one kind, and what the server must know about it. Made by withers. */
public final class ResourceType {
  /** How a kind differs from a plain one. */
  public enum Trait {
    NAMESPACED,
    /** Has the subresource {@code status}, written apart from the rest. */
    STATUS,
    /** Counts changes of its spec in {@code metadata.generation}. */
    GENERATION,
    /** An update must name the resourceVersion that it is based on. */
    CONDITIONAL_UPDATE,
    /** An update of what does not exist creates it. */
    CREATED_BY_UPDATE,
    /** A review: answered at once, never stored. */
    REVIEW,
    /** Defined by a CustomResourceDefinition. */
    CUSTOM
  }

  private final String group;
  private final String version;
  private final String kind;
  private final String plural;
  private String singular;
  private List<String> shortNames = List.of();
  private List<String> categories = List.of();
  private Set<Trait> traits = EnumSet.noneOf(Trait.class);
  private List<String> selectable = List.of();
  private List<Column> columns = List.of(Column.ofName(), Column.age());
  private Structure structure = Structure.unknown();
  private String component = "";
  private ResourceSchema schema;

  ResourceType(String group, String version, String kind, String plural) {
    this.group = group;
    this.version = version;
    this.kind = kind;
    this.plural = plural;
    this.singular = kind.toLowerCase(Locale.ROOT);
  }

  private ResourceType(ResourceType other) {
    this(other.group, other.version, other.kind, other.plural);
    singular = other.singular;
    shortNames = other.shortNames;
    categories = other.categories;
    traits = other.traits;
    selectable = other.selectable;
    columns = other.columns;
    structure = other.structure;
    component = other.component;
    schema = other.schema;
  }

  ResourceType singular(String name) {
    ResourceType copy = new ResourceType(this);
    copy.singular = name;
    return copy;
  }

  ResourceType shortNames(List<String> names) {
    ResourceType copy = new ResourceType(this);
    copy.shortNames = List.copyOf(names);
    return copy;
  }

  ResourceType categories(List<String> names) {
    ResourceType copy = new ResourceType(this);
    copy.categories = List.copyOf(names);
    return copy;
  }

  ResourceType with(Trait trait) {
    ResourceType copy = new ResourceType(this);
    copy.traits = EnumSet.copyOf(traits);
    copy.traits.add(trait);
    return copy;
  }

  /** Fields that field selectors may name beside {@code metadata.name} and {@code .namespace}. */
  ResourceType selectable(List<String> fields) {
    ResourceType copy = new ResourceType(this);
    copy.selectable = List.copyOf(fields);
    return copy;
  }

  /** The columns between the name and, if {@code age}, the age. */
  ResourceType columns(List<Column> between, boolean age) {
    List<Column> all = new ArrayList<>(List.of(Column.ofName()));
    all.addAll(between);
    if (age) {
      all.add(Column.age());
    }
    ResourceType copy = new ResourceType(this);
    copy.columns = List.copyOf(all);
    return copy;
  }

  /** The structure, and the name under which OpenAPI documents publish its schema. */
  ResourceType structure(Structure shape, String componentName) {
    ResourceType copy = new ResourceType(this);
    copy.structure = shape;
    copy.component = componentName;
    return copy;
  }

  ResourceType schema(ResourceSchema rules) {
    ResourceType copy = new ResourceType(this);
    copy.schema = rules;
    return copy;
  }

  public String group() {
    return group;
  }

  public String version() {
    return version;
  }

  /** {@code v1}, or {@code apps/v1}. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  public String kind() {
    return kind;
  }

  public String plural() {
    return plural;
  }

  public String singular() {
    return singular;
  }

  public List<String> shortNames() {
    return shortNames;
  }

  public List<String> categories() {
    return categories;
  }

  public List<String> selectable() {
    return selectable;
  }

  public List<Column> columns() {
    return columns;
  }

  public Structure structure() {
    return structure;
  }

  /** The name of the schema in OpenAPI documents. */
  public String component() {
    return component;
  }

  /** The schema of a custom resource; empty for built-in kinds. */
  public Optional<ResourceSchema> schema() {
    return Optional.ofNullable(schema);
  }

  public boolean is(Trait trait) {
    return traits.contains(trait);
  }

  public boolean namespaced() {
    return is(Trait.NAMESPACED);
  }

  /** Whether this is that kind of the core group, such as {@code Secret}. */
  public boolean isCore(String name) {
    return group.isEmpty() && kind.equals(name);
  }

  /** {@code datadogmonitors.heel.dev}, as error messages and CRDs name it. */
  public String resource() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  /** Where the objects lie: the same for all versions, and for both faces of Event. */
  public String storage() {
    return kind.equals("Event") && group.equals("events.k8s.io") ? "events" : resource();
  }

  @Override
  public String toString() {
    return apiVersion() + " " + kind;
  }
}
