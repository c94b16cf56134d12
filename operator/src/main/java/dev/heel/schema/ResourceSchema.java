package dev.heel.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.schema.structure.UnknownField;
import dev.heel.schema.structure.Violation;
import java.util.List;

/**
 * The schema of one served version of one CustomResourceDefinition, as the API server uses it:
 * structural OpenAPI v3 schema, strict field names, defaults, pruning, and the {@code
 * x-kubernetes-validations} rules in CEL.
 *
 * <p>Immutable and safe for many threads; building one compiles every rule, so keep it.
 */
public interface ResourceSchema {
  /**
   * What the API server would refuse in {@code object}: first the schema, then, only if the schema
   * holds, the CEL rules.
   *
   * @param object a whole resource, with {@code metadata} (which is not looked at)
   * @param old the stored resource on an update, for rules that name {@code oldSelf}; null on a
   *     create
   */
  List<Violation> validate(JsonNode object, JsonNode old);

  /**
   * Which texts break the CEL rules about themselves, also where the schema does not hold and the
   * API server would not say so yet.
   */
  List<Violation> validateTexts(JsonNode object);

  /**
   * Fields that the schema does not have, as paths such as {@code spec.options.notifyNoDta}; empty
   * if none.
   */
  List<UnknownField> unknownFields(JsonNode object);

  /** A copy of {@code object} without the fields that the schema does not have. */
  JsonNode prune(JsonNode object);

  /** A copy of {@code object} with the schema's defaults filled in. */
  JsonNode withDefaults(JsonNode object);
}
