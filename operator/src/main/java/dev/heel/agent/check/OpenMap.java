package dev.heel.agent.check;

import io.fabric8.crd.generator.annotation.PreserveUnknownFields;

/** A mapping in Datadog's own words: its shape in the CRD, never an object at run time. */
@PreserveUnknownFields
public final class OpenMap {
  private OpenMap() {}
}
