package dev.heel.manifest;

/**
 * Where one value of a document stands.
 *
 * @param key its key; for an item of a list or the document itself, the value
 * @param value its first character
 * @param style how the value is written
 */
record Spot(Position key, Position value, Style style) {
  /** The ways of writing a text, and one for everything else. */
  enum Style {
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    LITERAL,
    FOLDED,
    OTHER
  }
}
