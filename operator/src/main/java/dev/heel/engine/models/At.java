package dev.heel.engine.models;

import dev.heel.engine.read.Pointers;

/**
 * A place in a body on the way down to it. Most places have nothing wrong, so that the pointer is
 * made only when somebody asks for it.
 *
 * @param above null at the top
 */
record At(At above, String name) {
  static final At TOP = new At(null, "");

  At member(String member) {
    return new At(this, member);
  }

  At item(int index) {
    return new At(this, Integer.toString(index));
  }

  String pointer() {
    return above == null ? "" : Pointers.member(above.pointer(), name);
  }
}
