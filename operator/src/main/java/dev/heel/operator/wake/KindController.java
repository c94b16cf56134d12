package dev.heel.operator.wake;

import dev.heel.engine.ApiKind;
import dev.heel.engine.Draft;
import dev.heel.engine.identity.Identity;
import dev.heel.kinds.Kinds;
import dev.heel.resource.ApiResource;
import dev.heel.resource.Owner;
import dev.heel.resource.Problem;
import dev.heel.resource.Reference.Target;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One kind at work: its resources in the informer's cache, the one way to wake them, and what their
 * last passes saw.
 *
 * @param <R> the custom resource
 */
public final class KindController<R extends ApiResource> {
  private final ApiKind<R> kind;
  private final SimpleInboundEventSource<R> inbound;
  private final Map<ResourceID, Passed> passed = new ConcurrentHashMap<>();
  private final KnownProblems problems;
  private volatile IndexedResourceCache<R> cache;

  public KindController(ApiKind<R> kind, ResourceMemory memory) {
    this.kind = kind;
    this.problems = new KnownProblems(draft -> kind.problems(draft, Kinds.referable()), memory);
    this.inbound = new SimpleInboundEventSource<>("heel-" + kind.noun());
  }

  public ApiKind<R> kind() {
    return kind;
  }

  public SimpleInboundEventSource<R> inbound() {
    return inbound;
  }

  /** Where its resources are looked up from now on. */
  public void cache(IndexedResourceCache<R> primaries) {
    cache = primaries;
  }

  /** All resources of the kind, as the cache has them. */
  public Stream<R> resources() {
    return cache == null ? Stream.empty() : cache.list();
  }

  /** The owners' keys of all that are there. */
  public Set<String> owners(String cluster) {
    return resources()
        .map(resource -> resource.getMetadata())
        .map(it -> Identity.key(new Owner(cluster, it.getNamespace(), it.getName())))
        .collect(Collectors.toSet());
  }

  /** One of them; empty if the cache has none of that name. */
  public Optional<R> resource(String namespace, String name) {
    return cache == null ? Optional.empty() : cache.get(new ResourceID(name, namespace));
  }

  /** One that is not there is not woken: the framework would remember it forever. */
  public void wake(ResourceID id) {
    if (cache != null && cache.get(id).isPresent()) {
      inbound.propagateEvent(id);
    }
  }

  /** What the last pass saw. */
  public LastSeen seen(ResourceID id) {
    return passed.getOrDefault(id, Passed.NONE).seen();
  }

  /** What a pass saw. */
  public void saw(ResourceID id, LastSeen what) {
    passed.compute(id, (key, before) -> Passed.orNone(before).saw(what));
  }

  /** Whether this process knows an object to be that resource's, as its last pass left it. */
  public boolean holds(ResourceID id, String object) {
    return object.equals(passed.getOrDefault(id, Passed.NONE).held());
  }

  /** What the checks say of a draft of one of its resources. */
  public List<Problem> problems(Draft draft) {
    return problems.of(draft);
  }

  /** A pass begins: until it ended, the resource counts as due. */
  public void begun(ResourceID id) {
    due(id, Instant.MIN);
  }

  /** A pass ended, and the next one comes at that time. */
  public void due(ResourceID id, Instant at) {
    passed.compute(id, (key, before) -> Passed.orNone(before).dueAt(at));
  }

  /** A pass ended, and the next one comes when something happens. */
  public void ended(ResourceID id) {
    passed.computeIfPresent(id, (key, before) -> before.dueAt(null));
  }

  /** Whether no pass is under way or comes before that time. */
  public boolean isIdleUntil(Instant at) {
    return passed.values().stream().noneMatch(each -> each.isDueBefore(at));
  }

  /** The resource is gone. */
  public void forget(ResourceID id) {
    passed.remove(id);
  }

  /** A resource as others refer to it. */
  public Target target(R resource) {
    return new Target(
        kind.name(), resource.getMetadata().getNamespace(), resource.getMetadata().getName());
  }

  /** A resource as the framework names it. */
  public static ResourceID id(ApiResource resource) {
    return new ResourceID(resource.getMetadata().getName(), resource.getMetadata().getNamespace());
  }
}
