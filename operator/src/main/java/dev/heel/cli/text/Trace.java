package dev.heel.cli.text;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.CoreConstants;
import java.util.Arrays;

/**
 * How an exception stands in the log: as one line with the place in Heel that met it, since a stack
 * trace tells nothing to the person at a terminal; whole with {@code HEEL_LOG_LEVEL=debug}.
 */
public final class Trace extends ThrowableProxyConverter {
  /** The property of the log's context that asks for whole traces. */
  static final String WHOLE = "traces";

  @Override
  public String convert(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown == null || getContext().getProperty(WHOLE) != null) {
      return super.convert(event);
    }
    String message = String.valueOf(thrown.getMessage()).replaceAll("\\s+", " ");
    return "  %s: %s%s%s"
        .formatted(thrown.getClassName(), message, place(thrown), CoreConstants.LINE_SEPARATOR);
  }

  private static String place(IThrowableProxy thrown) {
    return Arrays.stream(thrown.getStackTraceElementProxyArray())
        .map(StackTraceElementProxy::getSTEAsString)
        .filter(frame -> frame.startsWith("at dev.heel."))
        .findFirst()
        .map(frame -> " (" + frame + ")")
        .orElse("");
  }
}
