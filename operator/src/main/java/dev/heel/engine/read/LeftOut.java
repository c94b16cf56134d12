package dev.heel.engine.read;

import dev.heel.resource.Problem;
import java.util.List;

/**
 * Where the items of a list stood before those that have a wrong type were left out of it.
 *
 * @param problems what was left out, as {@link SpecReader} tells it
 */
public record LeftOut(List<Problem> problems) {
  /**
   * The place of an item in the list as it was written.
   *
   * @param list JSON pointer of the list in the resource
   * @param index of the item among those that were kept
   */
  public int original(String list, int index) {
    int original = -1;
    for (int kept = -1; kept < index; original++) {
      kept += has(list + "/" + (original + 1)) ? 0 : 1;
    }
    return original;
  }

  private boolean has(String pointer) {
    return problems.stream().anyMatch(problem -> problem.at().pointer().equals(pointer));
  }
}
