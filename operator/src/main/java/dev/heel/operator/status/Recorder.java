package dev.heel.operator.status;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.heel.engine.compare.Canonical;
import dev.heel.operator.process.ApiServerWords;
import dev.heel.resource.Condition;
import dev.heel.resource.Reason;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Kubernetes Events. An Event is a courtesy: one that cannot be written is logged, and
 * nothing else happens.
 */
public final class Recorder {
  private static final Logger log = LoggerFactory.getLogger(Recorder.class);
  private static final int LONGEST = 1024;

  /** Nothing is wrong: it continues by itself, within seconds or at the next window. */
  private static final Set<Reason> WAITS = Set.of(Reason.Progressing, Reason.RateLimited);

  private static final int HASH = 16;

  private final KubernetesClient client;
  private final Clock clock;
  private final AtomicLong count;

  public Recorder(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
    this.count = new AtomicLong(clock.millis() << 10);
  }

  /**
   * What a person must see of an outcome: its own happenings, else the turn for the worse that it
   * is.
   *
   * @param before the Ready condition before; null if there was none
   */
  public static List<Happening> of(Outcome<?> outcome, Condition before, long generation) {
    List<Happening> happenings = new ArrayList<>(outcome.happenings());
    boolean bad = outcome.reason().health() != Reason.Health.READY;
    boolean told =
        before != null
            && before.reason().equals(outcome.reason().name())
            && Long.valueOf(generation).equals(before.observedGeneration());
    boolean waits = WAITS.contains(outcome.reason());
    if (happenings.isEmpty() && bad && !waits && !told && !outcome.isQuiet()) {
      happenings.add(Happening.warning(outcome.reason().name(), outcome.message()));
    }
    return happenings;
  }

  public void record(HasMetadata about, Happening happening) {
    write(about, happening, name(about, Long.toHexString(count.incrementAndGet())));
  }

  /** As long as Kubernetes keeps it, the same Event of the same generation is there once. */
  public void recordOnce(HasMetadata about, Happening happening) {
    String said =
        String.join(
            "\n",
            about.getMetadata().getUid(),
            String.valueOf(about.getMetadata().getGeneration()),
            happening.reason(),
            happening.message());
    String hash = Canonical.hash(TextNode.valueOf(said)).substring(0, HASH);
    write(about, happening, name(about, hash));
  }

  private void write(HasMetadata about, Happening happening, String name) {
    Event event = event(about, happening, name);
    try {
      client.v1().events().resource(event).create();
    } catch (KubernetesClientException e) {
      log.debug(
          "event {} about {} was not written: {}", happening.reason(), about, ApiServerWords.of(e));
    }
  }

  private Event event(HasMetadata about, Happening happening, String name) {
    String now = Conditions.time(clock.instant());
    String message = happening.message();
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(about.getMetadata().getNamespace())
        .withName(name)
        .endMetadata()
        .withNewInvolvedObject()
        .withApiVersion(about.getApiVersion())
        .withKind(about.getKind())
        .withNamespace(about.getMetadata().getNamespace())
        .withName(about.getMetadata().getName())
        .withUid(about.getMetadata().getUid())
        .withResourceVersion(about.getMetadata().getResourceVersion())
        .endInvolvedObject()
        .withType(happening.isWarning() ? "Warning" : "Normal")
        .withReason(happening.reason())
        .withMessage(message.length() > LONGEST ? message.substring(0, LONGEST - 1) + "…" : message)
        .withNewSource("heel", null)
        .withReportingComponent("heel")
        .withFirstTimestamp(now)
        .withLastTimestamp(now)
        .withCount(1)
        .build();
  }

  /** As client-go names events: the object's name and what does not come twice. */
  private static String name(HasMetadata about, String end) {
    String name = about.getMetadata().getName();
    String cut = name.length() > 200 ? name.substring(0, 200) : name;
    return cut + "." + end;
  }
}
