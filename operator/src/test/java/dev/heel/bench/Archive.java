package dev.heel.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What the image keeps ready for its JVM, made here for the JVM that is measured. */
final class Archive {
  private Archive() {}

  /**
   * @return the option that takes it; none beside options of one's own, {@code bench.java}
   */
  static List<String> of(Size size, Path directory) throws IOException {
    if (!size.java().equals(JvmFlags.of(size.runtime()))) {
      return List.of();
    }
    Path file = directory.resolve("heel.archive");
    ProcessBuilder rehearsal =
        new ProcessBuilder(
                "sh",
                "src/build/rehearse",
                Path.of("target/heel.jar").toAbsolutePath().toString(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("rehearsal.log").toFile());
    String path = rehearsal.environment().get("PATH");
    rehearsal.environment().put("PATH", size.runtime().resolve("bin") + File.pathSeparator + path);
    try {
      int code = rehearsal.start().waitFor();
      if (code != 0) {
        throw new IllegalStateException("the rehearsal failed, see its log in " + directory);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    String option = JvmFlags.feature(size.runtime()) >= 25 ? "AOTCache" : "SharedArchiveFile";
    return List.of("-XX:" + option + "=" + file);
  }
}
