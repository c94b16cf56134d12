package dev.heel.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Draft;
import dev.heel.engine.Joint;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.status.Happening;
import dev.heel.operator.status.Recorder;
import dev.heel.operator.wake.KindController;
import dev.heel.operator.wake.ResourceMemory;
import dev.heel.resource.ApiResource;
import dev.heel.resource.Problem;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warnings that several resources of one namespace cause together: an Event on each of them, once
 * for its generation, told by the pass over the one that changed. What was told is kept in memory,
 * and the Event's name is made of what it says, so that after a restart it is the same Event.
 */
public final class JointWarnings {
  private static final Logger log = LoggerFactory.getLogger(JointWarnings.class);

  private final Map<String, KindController<?>> kinds;
  private final Function<ApiResource, JsonNode> definitions;
  private final Recorder recorder;
  private final ResourceMemory.Slot<Told> told;

  /** What was told of one generation. */
  private record Told(long generation, Set<Remedy> remedies) {}

  /**
   * How a thing is fixed and where: what is wrong with it may be said of one monitor after another.
   */
  private record Remedy(String uid, String pointer, String words) {
    static Remedy of(Joint joint) {
      return new Remedy(
          joint.at().resource().getMetadata().getUid(),
          joint.problem().at().pointer(),
          joint.problem().remedy());
    }
  }

  /**
   * @param definitions gives a resource's definition as far as it is at hand; null if it is not
   */
  public JointWarnings(
      Map<String, KindController<?>> kinds,
      Function<ApiResource, JsonNode> definitions,
      Recorder recorder,
      ResourceMemory memory) {
    this.told = memory.slot();
    this.kinds = kinds;
    this.definitions = definitions;
    this.recorder = recorder;
  }

  /** What a new generation of a resource, which is in the cache, leads to. */
  public void changed(ResourceInPass<?> work) {
    JoinedResources<?> joined = new JoinedResources<>(work, kinds, definitions);
    asked(work, joined::with).stream()
        .filter(joint -> joint.concerned().stream().anyMatch(draft -> isOf(draft, work)))
        .forEach(this::tell);
  }

  /** What the end of a resource leads to: only what it had kept from happening. */
  public void gone(ResourceInPass<?> work) {
    JoinedResources<?> joined = new JoinedResources<>(work, kinds, definitions);
    List<Problem> before = asked(work, joined::with).stream().map(Joint::problem).toList();
    asked(work, joined::without).stream()
        .filter(joint -> !before.contains(joint.problem()))
        .forEach(this::tell);
  }

  /** A fault over what is no more than a warning ends no pass. */
  private static List<Joint> asked(ResourceInPass<?> work, Supplier<List<Joint>> rule) {
    try {
      return rule.get();
    } catch (RuntimeException | StackOverflowError e) {
      log.error("{}: what it means together with others is unknown", work.target(), e);
      return List.of();
    }
  }

  private static boolean isOf(Draft draft, ResourceInPass<?> work) {
    return draft.resource().getMetadata().getUid().equals(work.uid());
  }

  private void tell(Joint joint) {
    for (Draft draft : joint.concerned()) {
      ObjectMeta metadata = draft.resource().getMetadata();
      boolean here = metadata.getUid().equals(joint.at().resource().getMetadata().getUid());
      String where = here ? "" : joint.at().resource().getMetadata().getName() + ", ";
      String sentence = where + joint.problem().sentence();
      if (isNews(metadata, Remedy.of(joint))) {
        String reason = Happening.reason(joint.problem());
        recorder.recordOnce(draft.resource(), Happening.warning(reason, sentence));
      }
    }
  }

  private boolean isNews(ObjectMeta metadata, Remedy remedy) {
    long generation = metadata.getGeneration() == null ? 0 : metadata.getGeneration();
    return told.update(
            metadata.getUid(),
            before ->
                before != null && before.generation() == generation
                    ? before
                    : new Told(generation, ConcurrentHashMap.newKeySet()))
        .remedies()
        .add(remedy);
  }
}
