package dev.heel.cli.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Standard input, or an error where there is none: the number of a closed one goes to the first
 * file that the JVM opens, and a command would read the JVM's own classes.
 */
public final class StandardInput {
  private static final Path PLACE = Path.of("/proc/self/fd/0");

  private StandardInput() {}

  public static InputStream of(InputStream given) {
    return isClosed() ? new Closed() : given;
  }

  /** Without that folder, as on macOS, nobody can tell. */
  private static boolean isClosed() {
    try {
      Path file = PLACE.toRealPath();
      return file.startsWith(Path.of(System.getProperty("java.home")).toRealPath())
          || file.toString().endsWith(".jar")
          || file.toString().endsWith(".jsa");
    } catch (IOException e) {
      return false;
    }
  }

  private static final class Closed extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("standard input is closed");
    }
  }
}
