package dev.heel.operator;

import dev.heel.engine.read.SpecReader;
import dev.heel.kinds.Kinds;
import dev.heel.kinds.account.AccountSpec;
import dev.heel.kinds.account.AccountStatus;
import dev.heel.kinds.account.DatadogAccount;
import dev.heel.operator.account.Account;
import dev.heel.operator.account.AccountConnector;
import dev.heel.operator.account.AccountFigures;
import dev.heel.operator.account.Accounts;
import dev.heel.operator.account.deletion.AccountDeletions;
import dev.heel.operator.account.deletion.KeptNews;
import dev.heel.operator.account.deletion.KeptObjects;
import dev.heel.operator.process.ApiServerWords;
import dev.heel.operator.process.Timing;
import dev.heel.operator.status.Conditions;
import dev.heel.operator.status.Happening;
import dev.heel.operator.status.Outcome;
import dev.heel.operator.status.StatusWrites;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Reason;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the accounts at work: reads their keys, asks Datadog whose they are, tells the resources
 * that wait for them.
 */
final class AccountReconciler implements Reconciler<DatadogAccount>, Cleaner<DatadogAccount> {
  /** How often a good account's figures are looked at; that costs no call. */
  private static final Duration FIGURES = Duration.ofSeconds(60);

  private static final Logger log = LoggerFactory.getLogger(AccountReconciler.class);
  private static final String DELETE_KEPT = "heel.dev/delete-kept";
  private static final PatchContext JSON_MERGE = PatchContext.of(PatchType.JSON_MERGE);
  private static final String WITHOUT_DELETE_KEPT =
      "{\"metadata\":{\"annotations\":{\"" + DELETE_KEPT + "\":null}}}";

  private static final Duration IN_USE_AGAIN = Duration.ofSeconds(2);
  private static final Duration SOON = Duration.ofMillis(200);

  private final OperatorProcess process;
  private final AccountParts parts;
  private final PassGate gate;
  private final PassTail tail;
  private final StatusPublisher publisher;
  private final AccountConnector connector;
  private final KeptNews keptNews;
  private final Set<NamespacedName> busy = ConcurrentHashMap.newKeySet();

  AccountReconciler(OperatorProcess process, AccountParts parts, PassGate gate, PassTail tail) {
    this.process = process;
    this.parts = parts;
    this.gate = gate;
    this.tail = tail;
    this.publisher = new StatusPublisher(tail);
    this.connector =
        new AccountConnector(
            process.options(), parts.connections(), tail.attempts(), parts.access().namespaces());
    this.keptNews = new KeptNews(tail.clock());
  }

  @Override
  public List<EventSource<?, DatadogAccount>> prepareEventSources(
      EventSourceContext<DatadogAccount> context) {
    accounts().cache(context.getPrimaryCache());
    return List.of(parts.waker());
  }

  @Override
  public UpdateControl<DatadogAccount> reconcile(
      DatadogAccount resource, Context<DatadogAccount> context) {
    NamespacedName name = NamespacedName.of(resource);
    busy.add(name);
    try {
      accounts().figuresTaken(name);
      return UpdateControl.<DatadogAccount>noUpdate()
          .rescheduleAfter(looked(name, resource, context));
    } finally {
      busy.remove(name);
    }
  }

  /** Looks at an account, and says when to look again. */
  private Duration looked(
      NamespacedName name, DatadogAccount resource, Context<DatadogAccount> context) {
    Account account = accounts().at(name);
    Outcome<AccountStatus> outcome = outcome(resource, connected(account, resource));
    endWaiting(resource, account);
    parts.compaction().of(account);
    if (!publish(resource, outcome, context)) {
      return tail.attempts().failed(atKubernetes(resource), Conditions.generation(resource));
    }
    tail.attempts().succeeded(atKubernetes(resource));
    return outcome.then().next() == null ? figures() : outcome.then().next();
  }

  /** Tells its resources if what failed or waited is worth another try. */
  private AccountConnector.Connection connected(Account account, DatadogAccount resource) {
    Account.State before = account.state();
    AccountSpec spec = SpecReader.read(resource.getSpec(), AccountSpec.class).value();
    AccountConnector.Connection connection = connector.connect(resource, spec);
    account.deletions().kept().load();
    account.become(connection.state());
    boolean other = connection.state().isAnother(before);
    if (other) {
      account.refresh(tail.clock().instant());
    }
    if (other || isNewGeneration(resource)) {
      parts.referrers().wakeDependants(Kinds.ACCOUNT.target(account.name()));
    }
    return connection;
  }

  private Accounts accounts() {
    return parts.access().accounts();
  }

  private Duration figures() {
    Duration again = process.options().timing().organizationAgain();
    return again.compareTo(FIGURES) < 0 ? again : FIGURES;
  }

  @Override
  public DeleteControl cleanup(DatadogAccount resource, Context<DatadogAccount> context) {
    if (!gate.isSynced()) {
      return DeleteControl.noFinalizerRemoval().rescheduleAfter(SOON); // who uses it is not known
    }
    NamespacedName name = NamespacedName.of(resource);
    long users = parts.users().mayHaveMade(name);
    if (users > 0 && !overdue(resource)) {
      connected(accounts().at(name), resource); // they go through it, after a restart too
      blocked(resource, users, context);
      return DeleteControl.noFinalizerRemoval().rescheduleAfter(IN_USE_AGAIN);
    }
    tellLeft(resource, accounts().at(name).deletions().kept());
    accounts().remove(name);
    parts.connections().forget(name);
    parts.leftObjects().forget(name);
    keptNews.forget(name);
    tail.memory().forget(resource.getMetadata().getUid());
    parts.referrers().wakeDependants(Kinds.ACCOUNT.target(name));
    return DeleteControl.defaultDelete();
  }

  /** A person says that what is kept is not wanted any more. */
  private void endWaiting(DatadogAccount resource, Account account) {
    Map<String, String> annotations = resource.getMetadata().getAnnotations();
    if (annotations == null || !"now".equals(annotations.get(DELETE_KEPT))) {
      return;
    }
    Instant now = tail.clock().instant();
    try {
      if (account.deletions().kept().load()) {
        account.deletions().kept().change(each -> each.endingAt(now));
        process.client().resource(resource).patch(JSON_MERGE, WITHOUT_DELETE_KEPT);
      }
    } catch (KubernetesClientException e) {
      log.warn("{}: {}: {}", account.name(), DELETE_KEPT, ApiServerWords.of(e));
    }
  }

  /** What an account kept when it goes is nobody's to delete any more. */
  private void tellLeft(DatadogAccount resource, KeptObjects kept) {
    if (kept.load() && !kept.all().isEmpty()) {
      kept.all().forEach(each -> tail.metrics().released(each.kind()));
      String message =
          "%d objects that were kept stay in Datadog with their markers, since this account is deleted."
              .formatted(kept.all().size());
      log.warn("{}: {}", NamespacedName.of(resource), message);
      tail.recorder().record(resource, Happening.warning("Released", message));
    }
  }

  /** Whether every account was looked at, and has nothing new to tell. */
  boolean isIdle() {
    return busy.isEmpty()
        && accounts().changed().isEmpty()
        && accounts().all().stream()
            .noneMatch(account -> account.state().reason() == Reason.Progressing);
  }

  private void blocked(DatadogAccount resource, long users, Context<DatadogAccount> context) {
    String message =
        "%d resource%s still use%s this account; it goes when they are gone, or at %s."
            .formatted(
                users,
                users == 1 ? "" : "s",
                users == 1 ? "s" : "",
                Conditions.time(deadline(resource)));
    Account.State state = Account.State.unusable(Reason.DeletionBlocked, message);
    publish(resource, outcome(resource, AccountConnector.Connection.of(state)), context);
  }

  private boolean overdue(DatadogAccount resource) {
    return !tail.clock().instant().isBefore(deadline(resource));
  }

  /** After all that its resources may take. */
  private Instant deadline(DatadogAccount resource) {
    Timing timing = process.options().timing();
    String namespace = resource.getMetadata().getNamespace();
    Duration grace =
        parts.access().namespaces().isTerminating(namespace)
            ? timing.terminatingGrace()
            : timing.deletionGrace();
    Instant deleted = Instant.parse(resource.getMetadata().getDeletionTimestamp());
    return deleted.plus(grace).plus(Duration.ofSeconds(10));
  }

  /** Under this name failures of Kubernetes are counted, apart from those of Datadog. */
  private static String atKubernetes(DatadogAccount resource) {
    return resource.getMetadata().getUid() + "/kubernetes";
  }

  /** Writes the status if there is news; gives back whether Kubernetes could do it. */
  private boolean publish(
      DatadogAccount resource, Outcome<AccountStatus> outcome, Context<DatadogAccount> context) {
    AccountStatus before = status(resource);
    AccountDeletions deletions = accounts().at(NamespacedName.of(resource)).deletions();
    AccountStatus after = deletions.over(publisher.after(resource, before, outcome));
    keptNews
        .of(resource, after.kept(), deletions.deletedLately())
        .ifPresent(happening -> tail.recorder().record(resource, happening));
    if (AccountFigures.newsOf(after).equals(AccountFigures.newsOf(before))) {
      return true;
    }
    publisher.record(resource, before, outcome);
    return StatusWrites.writeNewest(resource, () -> deletions.over(after), context);
  }

  private Outcome<AccountStatus> outcome(
      DatadogAccount resource, AccountConnector.Connection connection) {
    AccountStatus before = status(resource);
    NamespacedName name = NamespacedName.of(resource);
    AccountStatus facts =
        new AccountStatus(
            before.observedGeneration(),
            before.conditions(),
            connection.organization() == null ? before.organization() : connection.organization(),
            connection.site() == null ? before.site() : connection.site(),
            gate.isSynced()
                ? Integer.valueOf(Math.toIntExact(parts.users().objects(name)))
                : before.objects(),
            parts
                .connections()
                .budget(name)
                .map(AccountFigures::limits)
                .orElse(before.rateLimits()),
            parts.leftObjects().of(name, before.released()),
            before.kept(),
            before.deletions());
    return connection.outcome(Conditions.ready(before.conditions()), facts);
  }

  private static AccountStatus status(DatadogAccount resource) {
    return Optional.ofNullable(resource.getStatus()).orElse(AccountStatus.NONE);
  }

  /** Its spec changed since its last pass: other namespaces may be allowed by now. */
  private static boolean isNewGeneration(DatadogAccount resource) {
    Long observed = status(resource).observedGeneration();
    return !Long.valueOf(Conditions.generation(resource)).equals(observed);
  }
}
