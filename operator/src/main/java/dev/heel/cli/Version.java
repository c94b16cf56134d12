package dev.heel.cli;

import dev.heel.operator.process.HeelVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code heel --version} says. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"heel " + HeelVersion.number()};
  }
}
