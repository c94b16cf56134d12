package dev.heel.kinds.downtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Draft;
import dev.heel.kinds.Kinds;
import dev.heel.resource.Problem;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;

/** Downtimes named home/a, from the YAML of their spec. */
final class Downtimes {
  private Downtimes() {}

  static DatadogDowntime of(String spec) {
    return of(Serialization.unmarshal("---\n" + spec, JsonNode.class));
  }

  static DatadogDowntime of(JsonNode spec) {
    DatadogDowntime downtime = new DatadogDowntime();
    downtime.setMetadata(new ObjectMetaBuilder().withName("a").withNamespace("home").build());
    downtime.setSpec(spec);
    return downtime;
  }

  static List<Problem> problems(String spec) {
    DowntimeKind kind = new DowntimeKind();
    DatadogDowntime downtime = of(spec);
    return kind.problems(kind.draft(downtime, Draft.inline(downtime)), Kinds.referable());
  }
}
