package dev.heel.kinds.monitor;

import dev.heel.engine.Check;
import java.util.List;

/** What a monitor must be beyond its schema. */
final class MonitorChecks {
  static final List<Check> ALL = List.of();

  private MonitorChecks() {}
}
