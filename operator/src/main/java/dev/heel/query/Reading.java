package dev.heel.query;

import java.util.List;
import java.util.Optional;

/**
 * What came of reading a query.
 *
 * @param value empty if its grammar is broken
 * @param complaints in the order of their places; empty if all of it was understood
 */
public record Reading<T>(Optional<T> value, List<Complaint> complaints) {
  public boolean isClean() {
    return complaints.isEmpty();
  }
}
