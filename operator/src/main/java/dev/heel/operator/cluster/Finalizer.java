package dev.heel.operator.cluster;

/** What holds a resource in Kubernetes until its object is gone from Datadog. */
public final class Finalizer {
  /** As it stands in {@code metadata.finalizers}. */
  public static final String NAME = "heel.dev/datadog";

  private Finalizer() {}
}
