package dev.heel.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** How much is said in the log: little by the command at a terminal, more by the operator. */
final class Logging {
  private Logging() {}

  /** Unless the environment says otherwise, the operator tells what it does. */
  static void forOperator(Map<String, String> environment) {
    if (!environment.containsKey("HEEL_LOG_LEVEL")
        && LoggerFactory.getLogger("dev.heel") instanceof Logger heel) {
      heel.setLevel(Level.INFO);
    }
  }
}
