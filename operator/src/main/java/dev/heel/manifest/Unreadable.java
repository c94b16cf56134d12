package dev.heel.manifest;

/** Ends the reading of one document. */
final class Unreadable extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Position position;
  private final String remedy;

  Unreadable(Position position, String message, String remedy) {
    super(message);
    this.position = position;
    this.remedy = remedy;
  }

  /** Told at its place, which a parser may have seen behind the end of the text. */
  ManifestError error(Source source, Lines lines) {
    return new ManifestError(source, lines.within(position), getMessage(), remedy);
  }
}
