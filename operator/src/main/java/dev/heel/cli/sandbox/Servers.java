package dev.heel.cli.sandbox;

import dev.heel.cli.text.CommandException;
import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.DatadogServer;
import dev.heel.sandbox.kubernetes.KubernetesServer;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;

/** Starting the embedded servers, with a sentence if a port cannot be had. */
public final class Servers {
  private Servers() {}

  public static KubernetesServer kubernetes(KubernetesServer.Options options) {
    try {
      return KubernetesServer.start(options);
    } catch (UncheckedIOException e) {
      throw new CommandException(e.getMessage() + "; choose another --port");
    }
  }

  public static DatadogServer datadog(DatadogOptions options) {
    try {
      return DatadogServer.start(options);
    } catch (UncheckedIOException e) {
      throw new CommandException(e.getMessage() + "; choose another --port");
    }
  }

  /** Waits until the process is told to end. */
  public static void untilEnded() throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
