package dev.heel.operator.wake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Draft;
import dev.heel.engine.compare.Canonical;
import dev.heel.engine.problem.IgnoredRules;
import dev.heel.resource.ApiResource;
import dev.heel.resource.Problem;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the checks found in each resource of one kind. They are run once for all that they look at;
 * no check of a draft reads a clock.
 */
public final class KnownProblems {
  /**
   * All that checks look at.
   *
   * @param definition hash of a definition that stands elsewhere; null if none does, or it is not
   *     at hand
   * @param ignored the annotation that silences warnings; null if there is none
   */
  private record Subject(String uid, Long generation, String definition, String ignored) {
    static Subject of(Draft draft) {
      ApiResource resource = draft.resource();
      JsonNode elsewhere = Draft.isElsewhere(resource) ? draft.definition() : null;
      Map<String, String> annotations = resource.getMetadata().getAnnotations();
      return new Subject(
          resource.getMetadata().getUid(),
          resource.getMetadata().getGeneration(),
          elsewhere == null ? null : Canonical.hash(elsewhere),
          annotations == null ? null : annotations.get(IgnoredRules.ANNOTATION));
    }
  }

  private record Known(Subject subject, List<Problem> problems) {}

  private final Function<Draft, List<Problem>> checks;
  private final ResourceMemory.Slot<Known> known;

  /**
   * @param checks finds all problems of a draft
   */
  public KnownProblems(Function<Draft, List<Problem>> checks, ResourceMemory memory) {
    this.checks = checks;
    this.known = memory.slot();
  }

  /** The problems of a resource as it is understood now. */
  public List<Problem> of(Draft draft) {
    Subject subject = Subject.of(draft);
    Known before = known.get(subject.uid());
    if (before != null && before.subject().equals(subject)) {
      return before.problems();
    }
    List<Problem> problems = List.copyOf(checks.apply(draft));
    known.put(subject.uid(), new Known(subject, problems));
    return problems;
  }
}
