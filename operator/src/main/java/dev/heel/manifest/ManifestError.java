package dev.heel.manifest;

/**
 * Why a file, or a document in it, could not be read.
 *
 * @param source the file
 * @param position where in it; null if the whole file cannot be read
 * @param message what is wrong, as a sentence without a full stop
 * @param remedy what to do, likewise; empty if the message says it all
 */
public record ManifestError(Source source, Position position, String message, String remedy) {
  /** {@code file:line:column: message; remedy}. */
  @Override
  public String toString() {
    return source.name()
        + (position == null ? "" : ":" + position)
        + ": "
        + message
        + (remedy.isEmpty() ? "" : "; " + remedy);
  }
}
