package dev.heel.cli.text;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;

/**
 * The log: to standard error, as text, or as JSON with {@code HEEL_LOG_FORMAT=json}; {@code
 * HEEL_LOG_LEVEL} is Heel's own level. Logback finds it as a service. It is code, since an XML file
 * would take a parser and its classes into every process.
 */
public final class LogConfiguration extends ContextAwareBase implements Configurator {
  private static final String LINE =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level %logger{0} [%thread] %msg";
  private static final String WITH_TRACE = LINE + "%n%trace";
  private static final String WITHOUT_TRACE = LINE + "%nopex%n";

  private final boolean json;
  private final Level level;

  /** As the environment says. */
  public LogConfiguration() {
    this(System.getenv());
  }

  LogConfiguration(Map<String, String> environment) {
    json = "json".equals(environment.get("HEEL_LOG_FORMAT"));
    String given = environment.getOrDefault(Logging.LEVEL, "");
    level = given.isEmpty() ? Level.WARN : Level.toLevel(given);
  }

  @Override
  public ExecutionStatus configure(LoggerContext log) {
    Logger root = log.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(appender(json ? encoder(true) : encoder(WITH_TRACE)));
    log.getLogger("dev.heel").setLevel(level);
    // The client's watches print a page where a sentence does: Heel says by itself what follows.
    Logger watches = log.getLogger("io.fabric8.kubernetes.client.informers");
    watches.setAdditive(false);
    watches.addAppender(appender(json ? encoder(false) : encoder(WITHOUT_TRACE)));
    // Says of every v1alpha1 kind that its version is unstable.
    log.getLogger("io.fabric8.kubernetes.client.dsl.internal.VersionUsageUtils")
        .setLevel(Level.ERROR);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private ConsoleAppender<ILoggingEvent> appender(Encoder<ILoggingEvent> encoder) {
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(getContext());
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }

  private Encoder<ILoggingEvent> encoder(boolean withThrowable) {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(getContext());
    encoder.setWithThrowable(withThrowable);
    encoder.start();
    return encoder;
  }

  private Encoder<ILoggingEvent> encoder(String pattern) {
    PatternLayout layout = new PatternLayout();
    layout.setContext(getContext());
    layout.getInstanceConverterMap().put("trace", Trace::new);
    layout.setPattern(pattern);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(getContext());
    encoder.setLayout(layout);
    encoder.start();
    return encoder;
  }
}
