package dev.heel.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a process uses. Memory as Linux tells it; elsewhere it is 0.
 *
 * @param anonymousMib now, of the resident: what nobody can take from it
 * @param residentMib now
 * @param peakMib the most so far
 * @param threads now
 * @param cpuSeconds so far, user and system
 */
record Usage(long anonymousMib, long residentMib, long peakMib, long threads, double cpuSeconds) {
  static Usage of(ProcessHandle process) {
    double cpu =
        process.info().totalCpuDuration().map(used -> used.toMillis() / 1000.0).orElse(0.0);
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    return new Usage(
        field(status, "RssAnon") / 1024,
        field(status, "VmRSS") / 1024,
        field(status, "VmHWM") / 1024,
        field(status, "Threads"),
        cpu);
  }

  private static long field(Path status, String name) {
    if (!Files.exists(status)) {
      return 0;
    }
    try {
      Optional<String> line =
          Files.readAllLines(status).stream().filter(l -> l.startsWith(name + ":")).findFirst();
      return line.map(l -> Long.parseLong(l.replaceAll("[^0-9]", ""))).orElse(0L);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
