package dev.heel.render;

import dev.heel.engine.ApiKind;
import dev.heel.engine.Scope;
import dev.heel.engine.Scope.Resolved;
import dev.heel.lint.Resources;
import dev.heel.lint.Resources.Known;
import dev.heel.manifest.Manifest;
import dev.heel.manifest.ReadFile;
import dev.heel.resource.Owner;
import dev.heel.resource.Reference.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The bodies that the operator sends for manifests, made by the function that it makes them with.
 * Ids and addresses that Datadog gives are not known here, so that {@code $(DatadogMonitor/name)}
 * stays as it is; a name that is an id, such as a webhook's, is known.
 *
 * @param cluster the cluster's name, for markers and {@code $(cluster.name)}
 * @param namespace of manifests that say none
 * @param now from when on a weekly window is looked for
 */
public record Bodies(String cluster, String namespace, Instant now) {
  /**
   * One body for each resource that has one, in the order of the files.
   *
   * @param files without errors; what cannot be understood, or whose definition is not among them,
   *     has no body
   */
  public List<Body> of(List<ReadFile> files) {
    List<Manifest> manifests = files.stream().flatMap(f -> f.manifests().stream()).toList();
    List<Known<?>> known =
        Resources.in(manifests).stream().filter(each -> !each.draft().incomplete()).toList();
    Map<Target, Resolved> named = named(known);
    List<Body> bodies = new ArrayList<>();
    known.forEach(each -> bodies.add(body(each, named)));
    return List.copyOf(bodies);
  }

  private Map<Target, Resolved> named(List<Known<?>> known) {
    Map<Target, Resolved> named = new HashMap<>();
    for (Known<?> each : known) {
      Body body = body(each, Map.of());
      each.kind()
          .naturalId(body.object())
          .ifPresent(id -> named.put(target(body), new Resolved(id, null)));
    }
    return named;
  }

  private static Target target(Body body) {
    return new Target(body.kind().name(), body.namespace(), body.name());
  }

  private Body body(Known<?> known, Map<Target, Resolved> references) {
    ApiKind<?> kind = known.kind();
    String in = known.manifest().namespace() == null ? namespace : known.manifest().namespace();
    String name = known.manifest().name();
    Scope scope = new Scope(new Owner(cluster, in, name), references, now);
    return new Body(kind, in, name, known.draft(), kind.desired(known.draft(), scope));
  }
}
