package dev.heel.engine;

import dev.heel.resource.Owner;
import dev.heel.resource.Reference.Target;
import java.time.Instant;
import java.util.Map;

/**
 * All that an object's body depends on beside its resource and the definition that this names.
 *
 * @param owner the resource, with the cluster's name
 * @param references every resource that it names, resolved
 * @param now the time of this pass
 */
public record Scope(Owner owner, Map<Target, Resolved> references, Instant now) {
  /**
   * What a reference stands for.
   *
   * @param id the other object's id in Datadog
   * @param url its address
   */
  public record Resolved(String id, String url) {}
}
