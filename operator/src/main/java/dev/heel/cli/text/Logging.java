package dev.heel.cli.text;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** How much is said in the log: little by the command at a terminal, more by the operator. */
public final class Logging {
  static final String LEVEL = "HEEL_LOG_LEVEL";

  private Logging() {}

  /** Stack traces only for those who ask for them. */
  public static void forAll(Map<String, String> environment) {
    String level = environment.getOrDefault(LEVEL, "");
    boolean whole = level.equalsIgnoreCase("debug") || level.equalsIgnoreCase("trace");
    if (whole && LoggerFactory.getLogger("dev.heel") instanceof Logger heel) {
      heel.getLoggerContext().putProperty(Trace.WHOLE, "whole");
    }
  }

  /** Unless the environment says otherwise, the operator tells what it does. */
  public static void forOperator(Map<String, String> environment) {
    if (!environment.containsKey(LEVEL)
        && LoggerFactory.getLogger("dev.heel") instanceof Logger heel) {
      heel.setLevel(Level.INFO);
    }
  }
}
