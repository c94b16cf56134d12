package dev.heel.cli.options;

import dev.heel.lint.Validation.Extent;
import picocli.CommandLine.Option;

/** Whether the files are all that a cluster has. */
public final class Completeness {
  @Option(
      names = "--partial",
      description =
          "The files are a part of a cluster: a resource that they name and do not have is a"
              + " warning, not an error.")
  private boolean partial;

  public Extent extent() {
    return partial ? Extent.PART : Extent.WHOLE;
  }
}
