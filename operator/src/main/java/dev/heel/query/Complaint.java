package dev.heel.query;

import dev.heel.query.tree.Span;
import java.util.Optional;

/**
 * What could not be read in a query, or is not known.
 *
 * @param kind how sure it is that Datadog does not read it either
 * @param at where
 * @param what one clause for people, without a full stop
 * @param expected what would be read there, as a noun or an example
 * @param nearest the known word that was probably meant
 */
public record Complaint(
    Kind kind, Span at, String what, String expected, Optional<String> nearest) {
  /** What to do, one sentence with its full stop; empty if {@link #what} says it already. */
  public String remedy() {
    return nearest
        .map(word -> "Perhaps you mean " + word + ".")
        .orElse(
            what.contains(expected)
                ? "Correct the query here."
                : "Expected here: " + expected + ".");
  }

  /** How sure a complaint is. */
  public enum Kind {
    /** The grammar of the language is broken there. */
    BROKEN,
    /** The query is one of another type of monitor. */
    OTHER_TYPE,
    /** A name that Datadog's documentation does not have; a newer Datadog may. */
    UNKNOWN,
    /** A formula names a query that is not there. */
    UNDECLARED,
    /** It can be read, but hardly as it was meant. */
    SUSPECT
  }
}
