package dev.heel.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.Report;
import dev.heel.engine.api.DatadogError;
import dev.heel.kinds.monitor.DatadogMonitor;
import dev.heel.operator.account.Account;
import dev.heel.operator.account.AccountAtWork;
import dev.heel.operator.account.lists.NewestList;
import dev.heel.operator.account.lists.Snapshot;
import dev.heel.operator.api.resource.DatadogMap;
import dev.heel.operator.api.resource.FailureOutcomes;
import dev.heel.operator.api.resource.Halt;
import dev.heel.operator.api.resource.MonitorInPass;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.process.Timing;
import dev.heel.operator.wake.Attempts;
import dev.heel.operator.wake.ResourceMemory;
import dev.heel.resource.ApiStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A write may be missing from lists and reads for a minute; times are seconds before the pass. */
@DisplayName("What is known of a resource's object")
class ObservationTest {
  private static final Instant NOW = MonitorInPass.NOW;

  private final DatadogMap datadog = new DatadogMap();
  private final Account account = AccountAtWork.of(datadog, Clock.fixed(NOW, ZoneOffset.UTC));

  private record Newest(Snapshot snapshot) implements NewestList {
    @Override
    public Optional<DatadogError> failure() {
      return Optional.empty();
    }

    @Override
    public void nudge(Instant at) {
      // The test has the only list that there will be.
    }
  }

  /**
   * What is so: {@code id} the status has id 7; {@code beta} in another organisation; {@code
   * creating N} a create was announced N seconds ago; {@code wrote N}, {@code deleted N} by this
   * process; {@code list N ...} a list began N seconds ago and shows those objects, of which 8
   * carries our marker; {@code there} a read finds 7, {@code 403} is refused; {@code leads N} since
   * N seconds.
   */
  @ParameterizedTest(name = "{0}: {1} by {2} reads, since {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          leads 900                                    | Progressing        | 0 | no list was read yet
          leads 900, list 9                            | absent             | 0 | a list since we lead lacks its marker
          leads 5, list 9                              | InDoubt            | 0 | a leader before us may have made it
          leads 5, list 9 8                            | 8                  | 0 | what carries its marker is there
          leads 900, list 9 8                          | 8                  | 0 | what carries its marker is its own
          leads 900, id, list 9 7                      | 7                  | 0 | the list shows it
          leads 900, id, list 9 7 8                    | 7                  | 0 | the id counts before the marker
          leads 900, id, there, list 9                 | 7                  | 1 | a list may lack what is there
          leads 900, id, list 9                        | absent             | 1 | neither list nor read has it
          leads 900, id, list 9 8                      | 8                  | 1 | it was replaced, and that write of the status was lost
          leads 900, id, list 9 suspicious             | SnapshotSuspicious | 1 | much else is missing too
          leads 30, id, list 9                         | InDoubt            | 1 | a leader before us may just have made it
          leads 900, id, beta, list 9                  | Unavailable        | 1 | another organisation says so
          leads 900, id, 403, list 9                   | Forbidden          | 1 | the keys may not read it
          leads 900, id, wrote 5, list 9               | 7                  | 0 | our own write is not in the list yet
          leads 900, wrote 5, list 9                   | 7                  | 0 | the id counts although the status lacks it
          leads 900, id, wrote 59, list 9              | 7                  | 0 | the list began within the minute after it
          leads 900, id, deleted 5, list 9             | absent             | 0 | we deleted it ourselves
          leads 900, id, deleted 5, list 9 8           | 8                  | 0 | another object carries the marker
          leads 900, creating 10, list 9               | InDoubt            | 0 | the create may still take effect
          leads 900, creating 10, list 9 8             | InDoubt            | 0 | that may be an older object that is gone
          leads 900, creating 200, list 9              | absent             | 0 | the list began late enough
          leads 900, creating 200, list 9 8            | 8                  | 0 | the create took effect
          leads 900, id, creating 200, list 9 7        | absent             | 0 | it is replaced: only the marker counts
          """)
  void look(String world, String expected, int reads, String since) {
    Words words = new Words(List.of(world.split("[ ,]+")));
    assertThat(seen(words)).as(since).isEqualTo(expected);
    assertThat(datadog.reads()).as("reads").isEqualTo(reads);
  }

  /** The words of a row; a number after a word is its time. */
  private record Words(List<String> all) {
    boolean has(String word) {
      return all.contains(word);
    }

    Instant at(String word) {
      return has(word) ? NOW.minusSeconds(Long.parseLong(all.get(all.indexOf(word) + 1))) : null;
    }

    List<String> listed() {
      return has("list")
          ? all.subList(all.indexOf("list") + 2, all.size()).stream()
              .filter(each -> each.length() == 1)
              .toList()
          : List.of();
    }
  }

  private String seen(Words words) {
    ResourceInPass<DatadogMonitor> work = MonitorInPass.of(status(words));
    happened(words, work);
    Observation<DatadogMonitor> observation =
        new Observation<>(
            work,
            account,
            new Newest(words.has("list") ? snapshot(words, work.ownerKey()) : null),
            new FailureOutcomes(Timing.PRODUCTION, new Attempts(new ResourceMemory())),
            words.at("leads"));
    try {
      return observation.look(object("7"), "hash").map(found -> found.id()).orElse("absent");
    } catch (Halt halt) {
      return halt.outcome().reason().name();
    }
  }

  private static ApiStatus status(Words words) {
    return ApiStatus.NONE
        .edit()
        .object(words.has("id") ? "7" : null, null)
        .organization(words.has("beta") ? "beta" : "acme")
        .creating(words.has("creating") ? words.at("creating").toString() : null)
        .build();
  }

  private void happened(Words words, ResourceInPass<DatadogMonitor> work) {
    if (words.has("wrote")) {
      account.ledger().wrote(work.ledgerKey(), "7", object("7"), words.at("wrote"));
    }
    if (words.has("deleted")) {
      account.ledger().deleted(work.ledgerKey(), "7", words.at("deleted"));
    }
    if (words.has("there")) {
      datadog.put("7", object("7"));
    }
    if (words.has("403")) {
      datadog.fail(DatadogError.Kind.FORBIDDEN);
    }
  }

  private static Snapshot snapshot(Words words, String owner) {
    Map<String, Snapshot.Entry> byId = new HashMap<>();
    for (String id : words.listed()) {
      Set<String> owners = id.equals("8") ? Set.of(owner) : Set.of();
      byId.put(id, new Snapshot.Entry(id, owners, null, "h", Report.NONE, object(id)));
    }
    Map<String, List<String>> byMarker =
        byId.containsKey("8") ? Map.of(owner, List.of("8")) : Map.of();
    return new Snapshot(words.at("list"), byId, byMarker, words.has("suspicious"));
  }

  private static ObjectNode object(String id) {
    return (ObjectNode) DatadogMap.json("{'id': " + id + ", 'name': 'm', 'message': 'x'}");
  }
}
