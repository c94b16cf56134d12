package dev.heel.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.IntSupplier;

/** Runs commands in this process, for tests of other packages. */
public final class CommandLines {
  private CommandLines() {}

  /** Runs a command that reads a kubeconfig and gives its exit code. */
  public static int run(Path kubeconfig, String... arguments) {
    return withKubeconfig(
        kubeconfig, () -> HeelCommand.commandLine(Map.of(), Clock.systemUTC()).execute(arguments));
  }

  /** Does something while that is the kubeconfig of this process. */
  static int withKubeconfig(Path kubeconfig, IntSupplier action) {
    String before = System.setProperty("kubeconfig", kubeconfig.toString());
    try {
      return action.getAsInt();
    } finally {
      if (before == null) {
        System.clearProperty("kubeconfig");
      } else {
        System.setProperty("kubeconfig", before);
      }
    }
  }
}
