package dev.heel.sandbox.datadog.monitors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What mutes monitors at one moment, told by those who know downtimes. */
@FunctionalInterface
public interface Muting {
  /** What mutes this one, each in the shape of {@code matching_downtimes}. */
  List<ObjectNode> of(Monitor monitor);
}
