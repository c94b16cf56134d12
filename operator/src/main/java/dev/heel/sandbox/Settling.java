package dev.heel.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.heel.kinds.Kinds;
import dev.heel.resource.Kind;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Waits until there is nothing left to wait for: every resource has said whether it is Ready for
 * its present spec, no pass is due within 5 s, and two rounds of observation found nothing to do.
 */
public final class Settling {
  private static final Duration QUIET = Duration.ofSeconds(5);
  private static final long LOOK_EVERY = 50;
  private static final JsonNode NOTHING = MissingNode.getInstance();

  private final Sandbox sandbox;

  public Settling(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /**
   * Returns when all is settled, or when the time is over.
   *
   * @return whether it settled
   */
  public boolean await(Duration longest) throws InterruptedException {
    CountDownLatch settled = new CountDownLatch(1);
    ScheduledExecutorService looks =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "settling");
              thread.setDaemon(true);
              return thread;
            });
    try {
      looks.scheduleWithFixedDelay(
          () -> {
            if (sandbox.isSettled(QUIET) && rows().stream().allMatch(Row::isDecided)) {
              settled.countDown();
            }
          },
          0,
          LOOK_EVERY,
          TimeUnit.MILLISECONDS);
      return settled.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      looks.shutdownNow();
    }
  }

  /** The table as it is now. */
  public List<Row> rows() {
    Map<String, JsonNode> objects = objects();
    return sandbox.resources().stream()
        .map(resource -> Row.of(resource, objects.getOrDefault(object(resource), NOTHING)))
        .sorted(Comparator.comparing(Row::order))
        .toList();
  }

  /** What is in Datadog, by {@code noun/id}. */
  private Map<String, JsonNode> objects() {
    Map<String, JsonNode> objects = new HashMap<>();
    sandbox
        .datadog()
        .objects()
        .forEach(object -> objects.put(object.kind() + "/" + object.id(), object.body()));
    return objects;
  }

  private static String object(JsonNode resource) {
    String noun = Kinds.named(resource.path("kind").asText()).map(Kind::noun).orElse("");
    return noun + "/" + resource.at("/status/id").asText();
  }
}
