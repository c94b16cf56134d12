package dev.heel.sandbox;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** One sandbox for all tests of a class, at a brisk pace; no fault outlives its test. */
abstract class BriskWorld {
  static World world;

  @BeforeAll
  static void open() {
    world = World.brisk();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @AfterEach
  void mend() {
    world.sandbox.datadog().faults().clear();
  }
}
