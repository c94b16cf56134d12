package dev.heel.sandbox.kubernetes.store;

import java.util.ArrayList;
import java.util.List;

/**
 * How a write is to be done.
 *
 * @param manager the field manager
 * @param dryRun everything but the write itself
 * @param strictness what to do about unknown fields
 * @param warnings gets the sentences that the answer carries in its {@code Warning} headers
 */
public record WriteOptions(
    String manager, boolean dryRun, Strictness strictness, List<String> warnings) {
  /** The values of {@code fieldValidation}. */
  public enum Strictness {
    STRICT,
    WARN,
    IGNORE
  }

  /** The same, with unknown fields let pass: they were looked at before. */
  WriteOptions lenient() {
    return new WriteOptions(manager, dryRun, Strictness.IGNORE, warnings);
  }

  /** The server's own writes. */
  public static WriteOptions by(String manager) {
    return new WriteOptions(manager, false, Strictness.IGNORE, new ArrayList<>());
  }

  /** Writes of the sandbox, with unknown fields refused. */
  public static WriteOptions strictlyBy(String manager) {
    return new WriteOptions(manager, false, Strictness.STRICT, new ArrayList<>());
  }
}
