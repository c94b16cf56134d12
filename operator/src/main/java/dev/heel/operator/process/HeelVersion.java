package dev.heel.operator.process;

/** The version that the build wrote into the jar. */
public final class HeelVersion {
  private HeelVersion() {}

  /** Such as {@code 0.1.0}; {@code development} outside a jar. */
  public static String number() {
    String version = HeelVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
