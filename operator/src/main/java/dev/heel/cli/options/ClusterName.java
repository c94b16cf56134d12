package dev.heel.cli.options;

import dev.heel.cli.text.CommandException;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** As which cluster's operator a command speaks that has no cluster. */
public final class ClusterName {
  /** Without two underscores side by side, which Datadog makes one. */
  private static final Pattern FORM =
      Pattern.compile("(?!.*__)[a-z0-9]([-a-z0-9._]{0,61}[a-z0-9])?");

  @Option(
      names = "--cluster-name",
      paramLabel = "NAME",
      defaultValue = "sandbox",
      description =
          "The cluster's name, for the marks of Heel's objects in Datadog and for $$(cluster.name)."
              + " Default: ${DEFAULT-VALUE}.")
  private String name;

  /**
   * @throws CommandException if it cannot be a cluster's name
   */
  public String get() {
    return checked("--cluster-name", name);
  }

  /**
   * The name, if Datadog keeps a tag with it as it is written.
   *
   * @param option that it was given by
   * @throws CommandException if not
   */
  public static String checked(String option, String name) {
    if (!FORM.matcher(name).matches()) {
      throw new CommandException(
          option
              + " "
              + name
              + ": use lower-case letters, digits, -, . and _, 63 at most; it becomes a tag in"
              + " Datadog");
    }
    return name;
  }
}
