package dev.heel.operator.account;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.ApiKind;
import dev.heel.engine.Liveness;
import dev.heel.engine.api.DatadogError;
import dev.heel.engine.api.Routes.ListShape;
import dev.heel.engine.api.Sender;
import dev.heel.engine.identity.Identity;
import dev.heel.engine.identity.Lineage;
import dev.heel.operator.account.ledger.Ledger;
import dev.heel.operator.account.lists.ListReader;
import dev.heel.operator.account.lists.Poller;
import dev.heel.operator.account.lists.Snapshot;
import dev.heel.operator.account.lists.Snapshot.Entry;
import dev.heel.operator.account.lists.Snapshots;
import dev.heel.operator.status.TrustedStatus;
import dev.heel.operator.wake.KindController;
import dev.heel.operator.wake.LastSeen;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One round over one kind's list of one account: reads it, and wakes exactly those whom it
 * concerns.
 */
public final class ListRound<R extends ApiResource> implements Poller.Round {
  private static final int FEW = 5;
  private static final int TENTH = 10;

  private final KindController<R> controller;
  private final ApiKind<R> kind;
  private final Account account;
  private final Predicate<R> usesAccount;
  private final Lineage lineage;

  /**
   * @param usesAccount whether a resource's object is in this account
   */
  public ListRound(
      KindController<R> controller, Account account, Predicate<R> usesAccount, Lineage lineage) {
    this.controller = controller;
    this.kind = controller.kind();
    this.account = account;
    this.usesAccount = usesAccount;
    this.lineage = lineage;
  }

  @Override
  public Snapshot read(Snapshot before, ListReader.Pause pause)
      throws DatadogError, ListReader.TornListException {
    Account.State state = account.state();
    if (!state.isUsable()) {
      throw new DatadogError(DatadogError.Kind.FORBIDDEN, true, 0, state.message(), null);
    }
    Instant startedAt = account.clock().instant();
    Function<String, String> expected = expectedHashes()::get;
    Bodies bodies = new Bodies();
    Map<String, Entry> byId = new HashMap<>();
    Map<String, List<String>> byMarker = new HashMap<>();
    for (Map<String, String> filter : filters()) {
      new ListReader(kind, filter, Sender.list(kind.name()))
          .read(
              state.datadog(),
              item -> {
                Entry entry = entry(item, expected, bodies);
                boolean isNew = byId.put(entry.id(), entry) == null;
                if (isNew && entry.marker() != null && kind.liveness(item) == Liveness.LIVE) {
                  byMarker.computeIfAbsent(entry.marker(), m -> new ArrayList<>(1)).add(entry.id());
                }
              },
              pause);
    }
    byMarker.values().forEach(ListRound::sortById);
    account.ledger().compact(kind.name(), startedAt, controller.owners(lineage.cluster()));
    return new Snapshot(startedAt, byId, byMarker, isSuspicious(byId.keySet(), startedAt));
  }

  @Override
  public int published(Snapshot snapshot, DatadogError failure) {
    List<R> concerned = mine().filter(resource -> concerns(resource, snapshot)).toList();
    concerned.forEach(resource -> controller.wake(KindController.id(resource)));
    return concerned.size();
  }

  private boolean concerns(R resource, Snapshot snapshot) {
    LastSeen seen = controller.seen(KindController.id(resource));
    boolean isAwaited = seen.equals(LastSeen.AWAITS_LIST);
    if (isAwaited || seen.equals(LastSeen.NOT_ASKED) || snapshot == null) {
      return isAwaited;
    }
    Entry entry = Snapshots.find(snapshot, status(resource).id(), ownerKey(resource));
    boolean overtaken = account.ledger().current(key(resource), snapshot.startedAt()).isPresent();
    if (entry == null) {
      return seen.id() != null && !overtaken;
    }
    if (overtaken) {
      return entry.id().equals(seen.id()) && !entry.report().equals(seen.report());
    }
    return !entry.id().equals(seen.id())
        || !Objects.equals(entry.hash(), seen.hash())
        || !entry.report().equals(seen.report())
        || copies(snapshot, resource, entry.id()) != seen.copies();
  }

  private long copies(Snapshot snapshot, R resource, String id) {
    return snapshot.marked(ownerKey(resource)).stream().filter(other -> !other.equals(id)).count();
  }

  private Entry entry(JsonNode item, Function<String, String> expected, Bodies bodies) {
    ListShape shape = kind.routes().list();
    String id = kind.routes().idIn(item).orElseThrow();
    String hash = shape.summary() ? item.at(shape.modifiedAt()).asText() : kind.hash(item);
    Set<String> owners = lineage.owners(kind.identity(), item);
    String known = expected.apply(id);
    boolean news = !shape.summary() && !hash.equals(known) && (!owners.isEmpty() || known != null);
    return new Entry(
        id,
        owners,
        shape.modifiedAt() == null ? null : item.at(shape.modifiedAt()).asText(null),
        hash,
        kind.report(item),
        news && bodies.keeps(item) ? item : null);
  }

  /** How much of a list is kept; what is left out costs a read of its own. */
  private static final class Bodies {
    /** As text; a tree takes four to six times that. 256 KiB with the chart's heap. */
    private static final long MOST = Runtime.getRuntime().maxMemory() / 384;

    private long kept;

    boolean keeps(JsonNode body) {
      kept += kept > MOST ? 0 : body.toString().length();
      return kept <= MOST;
    }
  }

  /** What each object is known as, from the last pass or, after a restart, from the status. */
  private Map<String, String> expectedHashes() {
    Map<String, String> hashes = new HashMap<>();
    mine()
        .forEach(
            resource -> {
              LastSeen seen = controller.seen(KindController.id(resource));
              ApiStatus status = status(resource);
              if (seen.id() != null && seen.hash() != null) {
                hashes.put(seen.id(), seen.hash());
              } else if (status.id() != null && status.observed() != null) {
                hashes.put(status.id(), status.observed().hash());
              }
            });
    return hashes;
  }

  /**
   * Whether so many known objects are missing that the list is more likely wrong than they are
   * gone.
   */
  private boolean isSuspicious(Set<String> listed, Instant startedAt) {
    Set<String> known =
        mine()
            .filter(resource -> account.ledger().current(key(resource), startedAt).isEmpty())
            .map(this::status)
            .map(ApiStatus::id)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    long missing = known.stream().filter(id -> !listed.contains(id)).count();
    return missing > Math.max(FEW, known.size() / TENTH);
  }

  private Stream<R> mine() {
    return controller.resources().filter(usesAccount);
  }

  /** One, or one for each cluster's name where the list is filtered by that. */
  private Set<Map<String, String>> filters() {
    return lineage.clusters().stream()
        .map(this::filter)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Map<String, String> filter(String cluster) {
    return kind.routes().list().parameters().entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, e -> e.getValue().replace("{cluster}", cluster)));
  }

  private Ledger.Key key(R resource) {
    return new Ledger.Key(kind.name(), ownerKey(resource));
  }

  private String ownerKey(R resource) {
    return Identity.key(
        lineage.owner(resource.getMetadata().getNamespace(), resource.getMetadata().getName()));
  }

  private ApiStatus status(ApiResource resource) {
    return TrustedStatus.of(kind, resource, account.clock().instant());
  }

  private static void sortById(List<String> ids) {
    Collections.sort(ids, Snapshots.BY_ID);
  }
}
