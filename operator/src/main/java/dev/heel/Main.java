package dev.heel;

import dev.heel.cli.HeelCommand;
import java.time.Clock;
import java.time.ZoneId;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Where the environment and the clock enter. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // The JDK's server holds small answers back for 40 ms unless told otherwise, before its first
    // use.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    System.exit(HeelCommand.run(arguments, System.getenv(), Clock.system(ZoneId.systemDefault())));
  }
}
