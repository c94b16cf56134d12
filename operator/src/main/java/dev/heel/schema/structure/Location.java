package dev.heel.schema.structure;

/**
 * Where a value stands in the object that is being looked at; rendered only when something is wrong
 * there, since most values are right.
 */
public record Location(Location parent, String token, Step step) {
  public static final Location ROOT = new Location(null, "", Step.FIELD);

  /** How one gets to a value from the value that holds it. */
  enum Step {
    FIELD,
    ITEM,
    KEY
  }

  public Location field(String name) {
    return new Location(this, name, Step.FIELD);
  }

  public Location item(int position) {
    return new Location(this, Integer.toString(position), Step.ITEM);
  }

  /** A key of a map, which Kubernetes writes in brackets when it knows that it is one. */
  Location key(String name) {
    return new Location(this, name, Step.KEY);
  }

  /** A name in an object of this schema. */
  public Location below(SchemaNode schema, String name) {
    return schema.properties().containsKey(name) ? field(name) : key(name);
  }

  boolean isRoot() {
    return parent == null;
  }

  /** As an RFC 6901 pointer. */
  String pointer() {
    return isRoot() ? "" : parent.pointer() + "/" + token.replace("~", "~0").replace("/", "~1");
  }

  /** As kube-openapi writes it inside its sentences: {@code spec.tags[0]}. */
  String path() {
    if (isRoot()) {
      return "";
    }
    if (step != Step.FIELD) {
      return parent.path() + "[" + token + "]";
    }
    return parent.isRoot() ? token : parent.path() + "." + token;
  }

  /** As Kubernetes names a field. */
  String fieldName() {
    return isRoot() ? Violation.NO_FIELD : path();
  }
}
