package dev.heel.operator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.agent.objects.Metadata;
import dev.heel.engine.compare.Canonical;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The objects that Heel makes in the cluster. They are written by server-side apply, and only when
 * they differ from what is wanted. What is in them is not kept: an object that was changed by
 * another's hand is read, and compared, when a pass next wants it.
 */
public final class AppliedObjects implements AutoCloseable {
  /** What was last applied, in a word. */
  static final String HASH = "heel.dev/hash";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** An object of that name is there and was not made by Heel. */
  public static final class TakenException extends Exception {
    private static final long serialVersionUID = 1L;

    TakenException(String message) {
      super(message, null, false, false);
    }
  }

  /** What is wanted, as a tree and in a word. */
  private record Wanted<T extends HasMetadata>(T object, JsonNode tree, String hash) {
    static <T extends HasMetadata> Wanted<T> of(T object) {
      JsonNode tree = JSON.valueToTree(object);
      return new Wanted<>(object, tree, Canonical.hash(tree));
    }

    boolean isAskedFor(HasMetadata live) {
      return hash.equals(annotations(live).get(HASH));
    }
  }

  private final KubernetesClient client;
  private final AppliedWatches watches;
  private final Consumer<HasMetadata> changed;
  private final AppliedVersions versions = new AppliedVersions();

  /**
   * Watches nothing before it is first used.
   *
   * @param changed told each object that appears, changes or goes by another's hand: its name, its
   *     controller, and Heel's own labels
   */
  public AppliedObjects(KubernetesClient client, Consumer<HasMetadata> changed) {
    this.client = client;
    this.watches = new AppliedWatches(client, this::heard);
    this.changed = changed;
  }

  /**
   * Makes the object what is wanted.
   *
   * @throws TakenException if there is one of that name that is not Heel's
   */
  public <T extends HasMetadata> void apply(T wanted) throws TakenException {
    settle(Wanted.of(wanted));
  }

  /**
   * The same; gives the object as it is then.
   *
   * @throws TakenException if there is one of that name that is not Heel's
   */
  public <T extends HasMetadata> T applied(T wanted) throws TakenException {
    Wanted<T> all = Wanted.of(wanted);
    return settle(all).or(() -> live(wanted)).orElseGet(() -> written(all));
  }

  /** The object as it was just read or written; empty if it is known to be good without a call. */
  private <T extends HasMetadata> Optional<T> settle(Wanted<T> wanted) throws TakenException {
    if (isKnown(wanted)) {
      return Optional.empty();
    }
    Optional<T> live = live(wanted.object());
    if (live.isPresent() && !isHeels(live.get())) {
      throw new TakenException(
          "%s is there already and was not made by Heel".formatted(name(wanted.object())));
    }
    return live.filter(each -> isGood(each, wanted)).or(() -> Optional.of(written(wanted)));
  }

  private <T extends HasMetadata> T written(Wanted<T> wanted) {
    T marked = JSON.convertValue(wanted.tree(), type(wanted.object()));
    Map<String, String> annotations = new LinkedHashMap<>(annotations(wanted.object()));
    annotations.put(HASH, wanted.hash());
    marked.getMetadata().setAnnotations(annotations);
    T written = client.resource(marked).fieldManager("heel").forceConflicts().serverSideApply();
    good(written, wanted);
    return written;
  }

  /** Whether the object is there as it is wanted, whoever wrote it. */
  public <T extends HasMetadata> boolean has(T object) {
    Wanted<T> wanted = Wanted.of(object);
    return isKnown(wanted)
        || isPromising(wanted) && live(object).filter(each -> isGood(each, wanted)).isPresent();
  }

  /** Whether it is worth a read: what is watched and was not applied so is not as it is wanted. */
  private boolean isPromising(Wanted<?> wanted) {
    return !watches.covers(wanted.object())
        || watches.find(wanted.object()).filter(wanted::isAskedFor).isPresent();
  }

  /**
   * Whether nobody has changed it since it was written here or found to be good. A watch that is
   * behind may lack what was just written; one that is not, and lacks it, knows better. That is
   * asked before the object is looked for, which may be heard of in between.
   */
  private boolean isKnown(Wanted<?> wanted) {
    Optional<AppliedVersions.Known> known =
        versions.of(wanted.object()).filter(each -> each.hash().equals(wanted.hash()));
    if (known.isEmpty() || !watches.covers(wanted.object())) {
      return false;
    }
    long written = known.get().revision();
    boolean behind = watches.revision(wanted.object()) < written;
    Optional<HasMetadata> seen = watches.find(wanted.object());
    return behind && seen.filter(each -> AppliedVersions.revision(each) >= written).isEmpty()
        || seen.filter(each -> AppliedVersions.version(each).equals(known.get().version()))
            .isPresent();
  }

  /** Whether it is as it was applied, or at least has all that is wanted. */
  private boolean isGood(HasMetadata live, Wanted<?> wanted) {
    boolean good =
        wanted.isAskedFor(live) && JsonSubset.covers(JSON.valueToTree(live), wanted.tree());
    if (good) {
      good(live, wanted);
    }
    return good;
  }

  /** From now on it is asked for again only when somebody changes it. */
  private void good(HasMetadata live, Wanted<?> wanted) {
    versions.good(AppliedWatches.part(live), wanted.hash());
    watches.watch(AppliedPlace.of(live));
  }

  /** An object of that type and name as the API server has it; empty if it is not there. */
  public <T extends HasMetadata> Optional<T> live(T object) {
    return Optional.ofNullable(client.resource(object).get());
  }

  /** Of an owner's objects in a place: what they are called, as far as is known without a call. */
  public Stream<HasMetadata> of(String ownerUid, AppliedPlace place) {
    watches.watch(place);
    Map<String, HasMetadata> all = new LinkedHashMap<>();
    Stream.concat(versions.all(place), watches.all(place))
        .filter(each -> AppliedVersions.belongs(each, ownerUid))
        .forEach(each -> all.put(name(each), each));
    return all.values().stream();
  }

  /** What was written here is known already and nobody needs to look at it again. */
  private void heard(HasMetadata object) {
    boolean isEcho =
        versions
            .of(object)
            .filter(last -> last.revision() == AppliedVersions.revision(object))
            .isPresent();
    if (watches.covers(object) && watches.find(object).isEmpty()) {
      versions.forget(object);
    }
    if (!isEcho) {
      changed.accept(object);
    }
  }

  /** Deletes it; nothing happens if it is gone. */
  public void delete(HasMetadata object) {
    versions.forget(object);
    client.resource(object).delete();
  }

  /** Where objects are watched now. */
  public Set<AppliedPlace> places() {
    return watches.places();
  }

  /** Nobody needs what is in a place any more: it is watched no longer. */
  public void forget(AppliedPlace place) {
    watches.forget(place);
    versions.forget(place);
  }

  @SuppressWarnings("unchecked") // an object is of its own class
  private static <T extends HasMetadata> Class<T> type(T object) {
    return (Class<T>) object.getClass();
  }

  /** Whether Heel made it, as its label says. */
  public static boolean isHeels(HasMetadata object) {
    return object.getMetadata().getLabels() != null
        && Metadata.HEEL.equals(object.getMetadata().getLabels().get(Metadata.MANAGED_BY));
  }

  /** An object's annotations; empty if it has none. */
  public static Map<String, String> annotations(HasMetadata object) {
    return Objects.requireNonNullElse(object.getMetadata().getAnnotations(), Map.of());
  }

  /** {@code KIND NAMESPACE/NAME}, or without the namespace where there is none. */
  public static String name(HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    return object.getKind()
        + " "
        + (namespace == null ? "" : namespace + "/")
        + object.getMetadata().getName();
  }

  @Override
  public void close() {
    watches.close();
  }
}
