package dev.heel.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Draft;
import dev.heel.engine.compare.Canonical;
import dev.heel.engine.problem.MostWarnings;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.status.Happening;
import dev.heel.operator.wake.ResourceMemory;
import dev.heel.resource.Problem;
import java.util.List;

/**
 * Warnings of the checks about one resource: an Event for each, once for its generation; and for
 * what a definition that stands elsewhere adds to them when it is read, or changes. What was told
 * is kept in memory: of a generation that its status names already, a process that just began takes
 * all as told.
 */
public final class OwnWarnings {
  /**
   * What was told of one generation.
   *
   * @param definition hash of a definition that stands elsewhere; null if there is none yet
   */
  private record Told(long generation, String definition, List<Problem> warnings) {}

  /**
   * @param isNews whether others may be concerned as well: the resource says something else
   * @param happenings to be told
   */
  public record News(boolean isNews, List<Happening> happenings) {}

  private final ResourceMemory.Slot<Told> told;

  public OwnWarnings(ResourceMemory memory) {
    told = memory.slot();
  }

  /**
   * What is new, and from now on told.
   *
   * @param draft null as long as the definition was not read
   * @param problems what the checks say of it
   */
  public News changed(ResourceInPass<?> work, Draft draft, List<Problem> problems) {
    List<Problem> warnings = problems.stream().filter(problem -> !problem.isError()).toList();
    Told now = new Told(work.generation(), definition(draft), warnings);
    Told before = told.put(work.uid(), now);
    boolean isNew = !Long.valueOf(work.generation()).equals(work.status().observedGeneration());
    boolean isSame =
        before == null
            || before.generation() == now.generation()
                && String.valueOf(before.definition()).equals(String.valueOf(now.definition()))
                && before.warnings().equals(warnings);
    if (!isNew && isSame) {
      return new News(false, List.of());
    }
    List<Problem> known = isNew || before == null ? List.of() : before.warnings();
    return new News(
        true, happenings(work, warnings.stream().filter(each -> !known.contains(each)).toList()));
  }

  private static List<Happening> happenings(ResourceInPass<?> work, List<Problem> warnings) {
    return MostWarnings.of(warnings, Problem::isError, cut -> MostWarnings.more(cut, work.target()))
        .stream()
        .map(problem -> Happening.warning(Happening.reason(problem), problem.sentence()))
        .toList();
  }

  private static String definition(Draft draft) {
    JsonNode elsewhere =
        draft != null && Draft.isElsewhere(draft.resource()) ? draft.definition() : null;
    return elsewhere == null ? null : Canonical.hash(elsewhere);
  }
}
