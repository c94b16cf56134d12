package dev.heel.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** Runs commands in this process, for tests of other packages. */
public final class CommandLines {
  private CommandLines() {}

  /** Runs a command that reads a kubeconfig and gives its exit code. */
  public static int run(Path kubeconfig, String... arguments) {
    String before = System.setProperty("kubeconfig", kubeconfig.toString());
    try {
      return HeelCommand.commandLine(Map.of(), Clock.systemUTC()).execute(arguments);
    } finally {
      if (before == null) {
        System.clearProperty("kubeconfig");
      } else {
        System.setProperty("kubeconfig", before);
      }
    }
  }
}
