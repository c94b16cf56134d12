package dev.heel.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.compare.Change;
import dev.heel.resource.Problem;
import dev.heel.resource.Reason;
import java.util.List;

/**
 * What to do about one object, as a value: executed by the operator, printed by the command,
 * compared by tests.
 *
 * @param body what is sent; null unless the verb sends one
 * @param changes the differences that the step removes, or, for KEEP and REFUSE, leaves
 * @param reason for KEEP and REFUSE, why; else null
 * @param problem for REFUSE, what a person must do; else null
 */
public record Step(Verb verb, JsonNode body, List<Change> changes, Reason reason, Problem problem) {
  public enum Verb {
    CREATE,
    UPDATE,
    /** Make a new one, then delete the old one. */
    REPLACE,
    KEEP,
    DELETE,
    REFUSE
  }

  public static Step create(JsonNode body) {
    return new Step(Verb.CREATE, body, List.of(), null, null);
  }

  public static Step update(JsonNode body, List<Change> changes) {
    return new Step(Verb.UPDATE, body, changes, null, null);
  }

  public static Step replace(JsonNode body, List<Change> changes) {
    return new Step(Verb.REPLACE, body, changes, null, null);
  }

  public static Step keep(Reason reason, List<Change> changes) {
    return new Step(Verb.KEEP, null, changes, reason, null);
  }

  public static Step delete() {
    return new Step(Verb.DELETE, null, List.of(), null, null);
  }

  public static Step refuse(Reason reason, List<Change> changes, Problem problem) {
    return new Step(Verb.REFUSE, null, changes, reason, problem);
  }
}
