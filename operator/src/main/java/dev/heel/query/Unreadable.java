package dev.heel.query;

/**
 * The grammar is broken, and the cursor has the complaint: ends the descent of a reader. It never
 * leaves {@link Cursor#read}.
 */
final class Unreadable extends RuntimeException {
  private static final long serialVersionUID = 1;

  Unreadable() {
    super(null, null, false, false);
  }
}
