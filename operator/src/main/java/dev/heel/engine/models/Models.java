package dev.heel.engine.models;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The models of one version of the API. A line of the table becomes a model when a body first needs
 * it, once; what no body needs is never read.
 */
public final class Models {
  private static final Map<String, Models> VERSIONS = new ConcurrentHashMap<>();

  private final Table table;
  private final Map<String, Model> known = new ConcurrentHashMap<>();

  private Models(Table table) {
    this.table = table;
  }

  /**
   * The model of the body that a request has; empty if the client has no such request.
   *
   * @param method such as {@code POST}
   * @param path such as {@code /api/v1/monitor/{id}}; what stands in braces does not matter
   */
  public static Optional<Model> ofRequest(String method, String path) {
    Models models = of(path.contains("/v1/") ? "v1" : "v2");
    String call = method + " " + path.replaceAll("\\{[^}]*}", "{id}");
    return models.line(call).map(line -> models.type(line.get(1)));
  }

  /**
   * @param version {@code v1} or {@code v2}
   */
  static Models of(String version) {
    return VERSIONS.computeIfAbsent(
        version, each -> new Models(Table.of("/api-models/" + each + ".txt")));
  }

  /** The parts of the table's line of that key. */
  Optional<List<String>> line(String key) {
    return table.line(key);
  }

  /**
   * @param type as the table writes it: a scalar, {@code [type]} for a list, {@code [type]+} for
   *     one with something in it, {@code {type}} for a mapping from free names, or a model's name
   */
  Model type(String type) {
    return switch (type) {
      case "any" -> Scalar.ANY;
      case "text" -> Scalar.TEXT;
      case "integer" -> Scalar.INTEGER;
      case "number" -> Scalar.NUMBER;
      case "boolean" -> Scalar.BOOLEAN;
      default -> compound(type);
    };
  }

  private Model compound(String type) {
    Model model = known.get(type);
    if (model == null) {
      model = read(type);
      known.put(type, model);
    }
    return model;
  }

  private Model read(String type) {
    return switch (type.charAt(0)) {
      case '[' -> new ListModel(type(type.substring(1, type.lastIndexOf(']'))), type.endsWith("+"));
      case '{' -> new MapModel(type(type.substring(1, type.length() - 1)));
      default ->
          model(
              table
                  .line(type)
                  .orElseThrow(() -> new IllegalStateException("no model is called " + type)));
    };
  }

  private Model model(List<String> line) {
    List<String> parts = line.subList(1, line.size());
    return switch (line.get(0)) {
      case "is" -> type(parts.get(0));
      case "enum" -> new EnumModel(parts.stream().map(String::intern).toList());
      case "object" -> ObjectModel.of(parts, this);
      case "oneOf" -> new OneOf(parts, this);
      case "by" -> ByField.of(parts, this);
      default -> throw new IllegalStateException("no line of a model begins with " + line.get(0));
    };
  }
}
