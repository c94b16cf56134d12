package dev.heel.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.heel.engine.References.Form;
import dev.heel.engine.References.Mention;
import dev.heel.engine.api.IdForm;
import dev.heel.engine.identity.Identity;
import dev.heel.engine.read.ValueWords;
import dev.heel.resource.Owner;
import dev.heel.resource.Problem;
import dev.heel.resource.Problem.Place;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What every kind with an object in Datadog requires. */
public final class CommonChecks {
  private CommonChecks() {}

  /** They come before the kind's own. */
  static List<Check> of(ApiKind<?> kind, Set<String> referable) {
    return List.of(
        Draft::unreadable,
        CommonChecks::definitionIsMapping,
        CommonChecks::oneDefinition,
        draft -> referencesAreKnown(draft, referable),
        draft -> adoptedIdIsOne(draft, kind),
        draft -> DefinitionChecks.typesFit(draft, kind),
        draft -> namesNotItself(draft, kind),
        draft -> markersAreHeels(draft, kind),
        draft -> secretsHaveTheirPlace(draft, kind));
  }

  private static List<Problem> definitionIsMapping(Draft draft) {
    if (draft.definition() == null || draft.definition().isObject()) {
      return List.of();
    }
    String at =
        Draft.inline(draft.resource()) == null ? "/spec/definitionFrom" : "/spec/definition";
    return List.of(
        Problem.error(
            "wrong-type",
            at,
            "the definition is no mapping",
            "Give the whole object as Datadog's API or the export of its UI writes it."));
  }

  private static List<Problem> oneDefinition(Draft draft) {
    boolean both =
        Draft.inline(draft.resource()) != null
            && draft.resource().getSpec().hasNonNull("definitionFrom");
    return both
        ? List.of(
            Problem.error(
                "definition-twice",
                "/spec/definitionFrom",
                "both definition and definitionFrom are given",
                "Keep one of the two."))
        : List.of();
  }

  /** An id becomes a part of an address that is called with the account's keys. */
  private static List<Problem> adoptedIdIsOne(Draft draft, ApiKind<?> kind) {
    boolean named = kind.identity() instanceof Identity.NaturalKey;
    return Stream.of("/adopt/id", "/adopt/name")
        .filter(field -> named || field.equals("/adopt/id"))
        .filter(field -> !isIdOrAbsent(said(draft, field), kind.routes().ids()))
        .map(
            field ->
                Problem.error(
                    "adopt-id",
                    "/spec" + field,
                    "spec%s is no id of a %s in Datadog"
                        .formatted(field.replace('/', '.'), kind.noun()),
                    "An id is %s.".formatted(kind.routes().ids().words())))
        .toList();
  }

  private static JsonNode said(Draft draft, String field) {
    JsonNode spec = draft.resource().getSpec();
    return spec == null ? MissingNode.getInstance() : spec.at(field);
  }

  private static boolean isIdOrAbsent(JsonNode value, IdForm ids) {
    return !value.isTextual() || ids.fits(value.textValue());
  }

  private static List<Problem> referencesAreKnown(Draft draft, Set<String> referable) {
    return mentioned(
        draft,
        mention ->
            mention.form() == Form.UNKNOWN
                || mention.isObject() && !referable.contains(mention.kind()),
        mention ->
            Problem.error(
                "unknown-reference",
                "",
                ValueWords.shortened(mention.text()) + " is nothing that Heel knows",
                "Known are $(cluster.name), $(KIND/NAME) and $(KIND/NAME.url), where KIND is one of"
                    + " "
                    + String.join(", ", new TreeSet<>(referable))
                    + ". Write $$( for a literal $(."));
  }

  private static List<Problem> namesNotItself(Draft draft, ApiKind<?> kind) {
    return mentioned(
        draft,
        mention -> draft.isSelf(mention, kind.name()),
        mention ->
            Problem.error(
                "reference-cycle",
                "",
                "this names the resource itself, whose id is not known before it exists",
                "Take " + mention.text() + " out."));
  }

  /** By its marker an object is known as a resource's own, so nobody may write another's. */
  private static List<Problem> markersAreHeels(Draft draft, ApiKind<?> kind) {
    ObjectMeta metadata = draft.resource().getMetadata();
    Owner owner = new Owner("", metadata.getNamespace(), String.valueOf(metadata.getName()));
    String what =
        kind.identity() instanceof Identity.Tags
            ? "tags heel_cluster: and heel_owner:, however they are written, are Heel's own"
            : "a last line that begins with [heel], however it is written, is Heel's own";
    return kind.identity().forged(draft.body(), owner).stream()
        .map(
            pointer ->
                Problem.error(
                    "marker-reserved",
                    draft.place(pointer).pointer(),
                    what,
                    "Take it out: by it Heel knows whose the %s is, and sets it itself."
                        .formatted(kind.noun())))
        .toList();
  }

  private static List<Problem> secretsHaveTheirPlace(Draft draft, ApiKind<?> kind) {
    return mentioned(
        draft,
        mention -> mention.form() == Form.SECRET && !kind.secretAllowed(mention.pointer()),
        mention ->
            Problem.error(
                "secret-place",
                "",
                "a secret would be readable here by everybody who sees the " + kind.noun(),
                "Datadog gives this field back to its readers. A secret may stand only where it is"
                    + " never given back, such as a webhook's url."));
  }

  private static List<Problem> mentioned(
      Draft draft, Predicate<Mention> wrong, Function<Mention, Problem> problem) {
    return References.in(draft.body()).stream()
        .filter(wrong)
        .map(mention -> at(problem.apply(mention), draft.place(mention.pointer()), mention))
        .toList();
  }

  private static Problem at(Problem problem, Place place, Mention mention) {
    return Problem.error(problem.rule(), place.pointer(), problem.message(), problem.remedy())
        .within(mention.offset(), mention.text().length());
  }
}
