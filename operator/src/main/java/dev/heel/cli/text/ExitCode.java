package dev.heel.cli.text;

import dev.heel.lint.Validation;

/** What the exit code of every command means, for scripts and CI. */
public final class ExitCode {
  /** All is well. */
  public static final int GOOD = 0;

  /** The command did its work: something is wrong, and its output says where. */
  public static final int NOT_GOOD = 1;

  /**
   * Heel could not do its work, and what it was asked for is not known: a command line that is not
   * understood, input that cannot be read, output that cannot be written, Datadog or a cluster that
   * is not reached, a fault of its own.
   */
  public static final int FAILED = 2;

  private ExitCode() {}

  /** What findings come to; files that nobody could read may hide anything. */
  public static int of(Validation validation) {
    if (validation.unread() > 0) {
      return FAILED;
    }
    return validation.errors() > 0 ? NOT_GOOD : GOOD;
  }
}
