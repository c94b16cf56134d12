package dev.heel.cli;

import picocli.CommandLine.Option;

/** As which cluster's operator a command speaks that has no cluster. */
final class ClusterName {
  @Option(
      names = "--cluster-name",
      paramLabel = "NAME",
      defaultValue = "sandbox",
      description =
          "The cluster's name, for the marks of Heel's objects in Datadog and for $$(cluster.name)."
              + " Default: ${DEFAULT-VALUE}.")
  private String name;

  String get() {
    return name;
  }
}
