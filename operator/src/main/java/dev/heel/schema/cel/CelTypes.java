package dev.heel.schema.cel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.heel.schema.structure.SchemaNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The object types of one schema, by names that no rule can write. */
@SuppressWarnings(
    "Immutable") // Filled before the first rule is compiled, and not changed afterwards.
final class CelTypes implements CelTypeProvider {
  /** What every resource has for a rule, whether its schema says so or not. */
  static final SchemaNode RESOURCE = resource();

  /** Words of CEL, which a field can be named after only between double underscores. */
  private static final Set<String> RESERVED =
      Set.of(
          "true",
          "false",
          "null",
          "in",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while");

  private final Map<String, CelType> types = new LinkedHashMap<>();

  private static SchemaNode resource() {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("type", "object");
    ObjectNode properties = root.putObject("properties");
    properties.putObject("apiVersion").put("type", "string");
    properties.putObject("kind").put("type", "string");
    ObjectNode metadata = properties.putObject("metadata").put("type", "object");
    ObjectNode names = metadata.putObject("properties");
    names.putObject("name").put("type", "string");
    names.putObject("generateName").put("type", "string");
    return new SchemaNode(root);
  }

  CelType add(Map<String, CelShape> fields) {
    CelType type = CelShape.struct("heel.schema.Object" + types.size(), fields);
    types.put(type.name(), type);
    return type;
  }

  /**
   * A property's name as CEL writes it (k8s.io/apiserver, pkg/cel/escaping.go); null if it cannot.
   */
  static String escape(String name) {
    if (RESERVED.contains(name)) {
      return "__" + name + "__";
    }
    if (!name.matches("[a-zA-Z_./-][a-zA-Z0-9_./-]*")) {
      return null;
    }
    return name.replace("__", "__underscores__")
        .replace(".", "__dot__")
        .replace("-", "__dash__")
        .replace("/", "__slash__");
  }

  @Override
  public ImmutableList<CelType> types() {
    return ImmutableList.copyOf(types.values());
  }

  @Override
  public Optional<CelType> findType(String name) {
    return Optional.ofNullable(types.get(name));
  }
}
