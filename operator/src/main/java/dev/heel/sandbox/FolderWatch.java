package dev.heel.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when files below some paths change, by looking: notifications do not reach mounted
 * folders.
 */
public final class FolderWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FolderWatch.class);
  private static final long LOOK_EVERY = 500;

  private final List<Path> paths;
  private final Runnable changed;
  private final ScheduledExecutorService looks;
  private Map<Path, String> seen;

  private FolderWatch(List<Path> paths, Runnable changed) {
    this.paths = paths;
    this.changed = changed;
    this.seen = look();
    this.looks =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "folder-watch");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * @param changed run after each change, never twice at once
   */
  public static FolderWatch start(List<Path> paths, Runnable changed) {
    FolderWatch watch = new FolderWatch(paths, changed);
    watch.looks.scheduleWithFixedDelay(
        watch::compare, LOOK_EVERY, LOOK_EVERY, TimeUnit.MILLISECONDS);
    return watch;
  }

  private void compare() {
    try {
      Map<Path, String> now = look();
      if (!now.equals(seen)) {
        seen = now;
        changed.run();
      }
    } catch (RuntimeException e) {
      log.error("the change of a file could not be followed; the next one is", e);
    }
  }

  private Map<Path, String> look() {
    Map<Path, String> files = new TreeMap<>();
    for (Path path : paths) {
      try (Stream<Path> below = Files.walk(path)) {
        below.filter(Files::isRegularFile).forEach(file -> files.put(file, stamp(file)));
      } catch (IOException | UncheckedIOException e) {
        files.put(path, "gone");
      }
    }
    return files;
  }

  private static String stamp(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis() + "/" + Files.size(file);
    } catch (IOException e) {
      return "gone";
    }
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
