package dev.heel.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A program that stays until its test ends it. */
public final class Running implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path output;

  Running(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Waits until it is ready; one that ends before, or is too slow, is told with what it said. */
  public Running await(Callable<Boolean> ready) {
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(100))
          .ignoreExceptions()
          .until(() -> !process.isAlive() || ready.call());
    } catch (RuntimeException e) {
      close();
      throw new IllegalStateException("it is not ready after " + PATIENCE + ": " + said(), e);
    }
    if (!process.isAlive()) {
      throw new IllegalStateException("it ended by itself: " + said());
    }
    return this;
  }

  /** All that it said until now. */
  public String said() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends exactly this program. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
