package dev.heel.manifest;

/**
 * Where a manifest was read from.
 *
 * @param name the file's path as the user wrote it, or {@code <stdin>}
 */
public record Source(String name) {
  /** The standard input. */
  public static final Source STDIN = new Source("<stdin>");
}
