package dev.heel.engine;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.api.Envelope;
import dev.heel.engine.models.Misfit;
import dev.heel.engine.models.Model;
import dev.heel.engine.models.Models;
import dev.heel.engine.read.Pointers;
import dev.heel.engine.read.SpecReader;
import dev.heel.resource.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A body beside the model that Datadog's own client has of it. It speaks of what no typed class
 * does: definitions, widgets, the queries of formulas.
 */
final class ModelChecks {
  private static final String INSIDE = "/data/attributes";

  private ModelChecks() {}

  /**
   * @param told what was found by then: of what others have spoken nothing more is said
   */
  static List<Problem> bodyIsAsModelled(Draft draft, ApiKind<?> kind, List<Problem> told) {
    Optional<Model> model = model(kind);
    if (model.isEmpty()) {
      return List.of();
    }
    Set<String> places = told.stream().map(each -> each.at().pointer()).collect(toSet());
    ModelWords words = new ModelWords(draft, kind);
    JsonNode body = Envelope.closed(kind.routes(), draft.body(), null);
    return model.get().misfits(body).stream()
        .flatMap(misfit -> inside(misfit, kind))
        .filter(misfit -> isOpen(misfit, kind) && !isFilledIn(misfit.value()))
        .filter(misfit -> !isTold(misfit, draft.place(misfit.pointer()).pointer(), places))
        .map(words::problem)
        .toList();
  }

  /** That of a new object, or, where none is made, of a change. */
  private static Optional<Model> model(ApiKind<?> kind) {
    return Models.ofRequest("POST", kind.routes().collection())
        .or(() -> Models.ofRequest(kind.routes().update().name(), kind.routes().item()));
  }

  private static Stream<Misfit> inside(Misfit misfit, ApiKind<?> kind) {
    if (kind.routes().envelope() == null) {
      return Stream.of(misfit);
    }
    String at = misfit.pointer();
    return at.startsWith(INSIDE)
        ? Stream.of(
            new Misfit(
                misfit.sort(), at.substring(INSIDE.length()), misfit.value(), misfit.known()))
        : Stream.empty();
  }

  /**
   * Whether nobody else answers for the place: no typed class, not the server, and not the kind,
   * which makes the head of a body itself.
   */
  private static boolean isOpen(Misfit misfit, ApiKind<?> kind) {
    boolean missing = misfit.sort() == Misfit.Sort.MISSING;
    String at =
        missing ? Pointers.member(misfit.pointer(), misfit.known().get(0)) : misfit.pointer();
    return !(missing && misfit.pointer().isEmpty())
        && !SpecReader.governs(kind.spec(), at)
        && Stream.concat(kind.comparison().serverOwned().stream(), kind.converted().stream())
            .noneMatch(pattern -> Pointers.covers(pattern, at));
  }

  /** A reference becomes what it names before anything is sent. */
  private static boolean isFilledIn(JsonNode value) {
    return value.isTextual() && value.textValue().contains("$(");
  }

  /** Of what is missing somebody may have spoken one place above. */
  private static boolean isTold(Misfit misfit, String place, Set<String> places) {
    return places.contains(place)
        || misfit.sort() == Misfit.Sort.MISSING
            && places.contains(place.substring(0, Math.max(0, place.lastIndexOf('/'))));
  }
}
