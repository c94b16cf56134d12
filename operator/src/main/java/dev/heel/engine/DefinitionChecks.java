package dev.heel.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.read.SpecReader;
import dev.heel.resource.Problem;
import dev.heel.resource.Problem.Place;
import java.util.List;

/**
 * A definition beside the typed class of its kind: the same object written in two ways is held
 * against the same types.
 */
final class DefinitionChecks {
  private DefinitionChecks() {}

  /**
   * A value of another type is an error, as in a typed field: the API refuses it (recorded: 400
   * "'title' should be string"). A number in quotes is none, since monitors that Datadog publishes
   * have some; neither is a word or a number that Datadog may take tomorrow.
   */
  static List<Problem> typesFit(Draft draft, ApiKind<?> kind) {
    JsonNode definition = draft.definition();
    if (definition == null || !definition.isObject()) {
      return List.of();
    }
    return SpecReader.misfits(definition, kind.spec(), "").stream()
        .filter(each -> !isFilledIn(definition.at(each.at().pointer())))
        .filter(each -> !kind.converted().contains(each.at().pointer()))
        .map(each -> placed(each, draft))
        .toList();
  }

  /** A reference becomes what it names before anything is sent. */
  private static boolean isFilledIn(JsonNode value) {
    return value.isTextual() && value.textValue().contains("$(");
  }

  private static Problem placed(Problem problem, Draft draft) {
    String pointer = problem.at().pointer();
    Place at = inDefinition(draft, pointer);
    if (problem.rule().equals(SpecReader.WRONG_TYPE)) {
      return Problem.error(problem.rule(), at.pointer(), problem.message(), problem.remedy());
    }
    // The message of an unknown word names those that are known.
    String remedy = problem.rule().equals(SpecReader.UNKNOWN_VALUE) ? "" : problem.remedy() + " ";
    return Problem.warning(
        problem.rule(),
        at.pointer(),
        problem.message(),
        (remedy + "It is sent as it is, and Datadog decides.").strip());
  }

  private static Place inDefinition(Draft draft, String pointer) {
    boolean inline = Draft.inline(draft.resource()) != null;
    return Place.of(inline ? "/spec/definition" + pointer : "/spec/definitionFrom");
  }
}
