package dev.heel.resource;

/**
 * A column of {@code kubectl get} (Kubernetes, "Additional printer columns").
 *
 * @param path JSON path into the resource, such as {@code .status.id}
 * @param wide whether only {@code -o wide} shows it
 */
public record Column(String name, String path, Type type, boolean wide) {
  public static final Column READY = ofReady("READY", "status");
  public static final Column REASON = ofReady("REASON", "reason");
  public static final Column MESSAGE = ofReady("MESSAGE", "message").onlyWide();
  public static final Column AGE =
      new Column("AGE", ".metadata.creationTimestamp", Type.DATE, false);

  /** What a cell holds; dates are shown as their age. */
  public enum Type {
    STRING,
    INTEGER,
    DATE
  }

  public static Column text(String name, String path) {
    return new Column(name, path, Type.STRING, false);
  }

  public static Column count(String name, String path) {
    return new Column(name, path, Type.INTEGER, false);
  }

  private static Column ofReady(String name, String field) {
    return text(name, ".status.conditions[?(@.type==\"%s\")].%s".formatted(Condition.READY, field));
  }

  /** The same, which only {@code -o wide} shows. */
  public Column onlyWide() {
    return new Column(name, path, type, true);
  }
}
