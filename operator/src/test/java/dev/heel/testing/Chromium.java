package dev.heel.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real browser, without a window and without a network, as a process for each look. */
public final class Chromium {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");
  private static final List<String> QUIET =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--no-first-run",
          "--virtual-time-budget=5000");

  private final Path program;
  private final Path folder;

  /**
   * @param folder for its profile; empty
   */
  public Chromium(Path folder) {
    this.program = find().orElseThrow();
    this.folder = folder;
  }

  static boolean available() {
    return find().isPresent();
  }

  private static Optional<Path> find() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(":"))
        .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * The document as it is after it was loaded and its scripts ran.
   *
   * @param options further ones of the browser
   */
  public String dom(Path file, String... options) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(QUIET);
    command.addAll(List.of(options));
    command.add("--user-data-dir=" + folder.resolve("profile"));
    command.add("--dump-dom");
    command.add(file.toUri().toString());
    try {
      Path out = folder.resolve("dom.html");
      Path err = folder.resolve("err.txt");
      Process browser =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!browser.waitFor(60, TimeUnit.SECONDS)) {
        browser.destroyForcibly();
        throw new IllegalStateException("the browser did not end: " + Files.readString(err));
      }
      return Files.readString(out, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
