package dev.heel.operator;

import dev.heel.kinds.Kinds;
import dev.heel.kinds.account.DatadogAccount;
import dev.heel.operator.account.Account;
import dev.heel.operator.account.AccountAccess;
import dev.heel.operator.account.Accounts;
import dev.heel.operator.account.Connections;
import dev.heel.operator.account.deletion.DeletionGrace;
import dev.heel.operator.account.deletion.LeftObjects;
import dev.heel.operator.api.Resolutions;
import dev.heel.operator.api.removal.KeptSweep;
import dev.heel.operator.api.removal.Removals;
import dev.heel.operator.api.removal.Successions;
import dev.heel.operator.api.resource.AccountUsers;
import dev.heel.operator.api.resource.Pollers;
import dev.heel.operator.api.resource.ReleasedObjects;
import dev.heel.operator.cluster.Credentials;
import dev.heel.operator.cluster.NamedContents;
import dev.heel.operator.cluster.NamedObjects;
import dev.heel.operator.cluster.Namespaces;
import dev.heel.operator.cluster.SecretAccess;
import dev.heel.operator.process.CacheSync;
import dev.heel.operator.process.Leadership;
import dev.heel.operator.process.OperatorOptions;
import dev.heel.operator.wake.AgentWakers;
import dev.heel.operator.wake.ApiControllers;
import dev.heel.operator.wake.KindController;
import dev.heel.operator.wake.Referrers;
import dev.heel.operator.wake.Wakers;
import dev.heel.resource.ApiResource;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Reference.Target;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that works while this process leads, from the informers to the pollers. Used once. */
final class LeaderRun implements AutoCloseable {
  /** How often the accounts are told of changed figures. */
  private static final Duration FIGURES_EVERY = Duration.ofSeconds(2);

  /** How long after the end of a rate limit's window the next turns may be given. */
  private static final Duration TURNS_EVERY = Duration.ofMillis(100);

  /** How often it is looked whether the time of anything that is kept has come. */
  private static final Duration KEPT_EVERY = Duration.ofSeconds(2);

  private static final Logger log = LoggerFactory.getLogger(LeaderRun.class);

  private final OperatorProcess process;
  private final PassGate gate;
  private final PassTail tail;
  private final Operator operator;
  private final ApiControllers kinds;
  private final AccountAccess access;
  private final NamedObjects named;
  private final NamedContents contents;
  private final Referrers referrers;
  private final Credentials credentials;
  private final Connections connections;
  private final KeptSweep sweep;
  private final AccountReconciler accounts;
  private final AgentControllers agents;
  private final SimpleInboundEventSource<DatadogAccount> accountWaker =
      new SimpleInboundEventSource<>("heel-account");
  private final ScheduledExecutorService ticks = thread("ticks");
  private final ScheduledExecutorService kept = thread("kept");

  /**
   * @param stopped told why when an informer stops for good
   */
  LeaderRun(OperatorProcess process, Leadership leadership, Consumer<String> stopped) {
    this.process = process;
    KubernetesClient client = process.client();
    gate = new PassGate(new CacheSync(), leadership);
    tail = PassTail.of(process);
    kinds = ApiControllers.of(process.kinds(), tail.memory());
    Wakers wakers = new Wakers(kinds, new AgentWakers());
    named = new NamedObjects(client);
    SecretAccess secrets = new SecretAccess(client);
    contents = NamedContents.of(named, secrets, this::referredChanged);
    referrers = new Referrers(wakers::wake, contents::forget);
    access = new AccountAccess(new Accounts(process.options(), client), new Namespaces(client));
    credentials = new Credentials(named, secrets, this::wakeAccount);
    connections = connections(new TurnCalls(access.accounts(), kinds, wakers));
    AccountUsers users = new AccountUsers(access.accounts(), kinds, process.options());
    LeftObjects left = new LeftObjects();
    Successions late = successions(users, left);
    sweep = new KeptSweep(gate.caches(), access.accounts(), kinds, late);
    accounts = new AccountReconciler(process, accountParts(users, left), gate, tail);
    AgentParts shared =
        new AgentParts(wakers.agents(), access, named, contents.secrets(), referrers);
    agents = new AgentControllers(process, shared, gate, tail);
    ThreadPoolExecutor threads = Controllers.threads();
    tail.metrics().queue(() -> threads.getQueue().size());
    operator = Controllers.operator(client, threads, stopped);
    Resolutions names = new Resolutions(access, kinds, contents, referrers);
    register(ApiPasses.of(client, names, late, wakers));
  }

  private Connections connections(TurnCalls calls) {
    return new Connections(process.options(), credentials, tail.metrics(), calls::call);
  }

  private AccountParts accountParts(AccountUsers users, LeftObjects left) {
    LedgerCompaction compaction = new LedgerCompaction(kinds, process.options());
    return new AccountParts(access, connections, users, compaction, left, referrers, accountWaker);
  }

  private Successions successions(AccountUsers users, LeftObjects leftObjects) {
    OperatorOptions options = process.options();
    return new Successions(
        new Removals(gate.leadership(), options, new Pollers(users, options)),
        new DeletionGrace(options.timing(), gate.leadership()::since, tail.memory()),
        tail.attempts(),
        new ReleasedObjects(tail.metrics(), leftObjects, access.accounts()),
        tail.memory());
  }

  private void register(ApiPasses passes) {
    Controllers controllers = new Controllers(operator, process.options());
    controllers.register(accounts, DatadogAccount.class);
    kinds.all().forEach(kind -> register(controllers, kind, passes));
    if (process.options().agents()) {
      agents.register(controllers);
    }
  }

  private <R extends ApiResource> void register(
      Controllers controllers, KindController<R> kind, ApiPasses passes) {
    controllers.register(new ApiReconciler<>(kind, passes, gate, tail), kind.kind().type());
  }

  void start() {
    operator.start();
    access.namespaces().follow(this::namespaceChanged);
    gate.caches().complete();
    access.accounts().all().stream().map(Account::name).forEach(this::wakeAccount);
    if (process.options().agents()) {
      agents.start();
    }
    repeat(kept, sweep, KEPT_EVERY);
    repeat(ticks, this::tellOfAccounts, FIGURES_EVERY);
    repeat(ticks, connections::giveTurns, TURNS_EVERY);
  }

  /** One fault must not end what is to be done again and again: the executor would, silently. */
  private static void repeat(ScheduledExecutorService thread, Runnable work, Duration every) {
    Runnable guarded =
        () -> {
          try {
            work.run();
          } catch (RuntimeException | StackOverflowError e) {
            log.error("unexpected fault; continues with the next round", e);
          }
        };
    thread.scheduleWithFixedDelay(guarded, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tellOfAccounts() {
    access.accounts().changed().forEach(this::wakeAccount);
    access.accounts().gone().stream().map(Kinds.ACCOUNT::target).forEach(referrers::wakeDependants);
  }

  private void wakeAccount(NamespacedName name) {
    if (access.accounts().resource(name).isPresent()) {
      accountWaker.propagateEvent(new ResourceID(name.name(), name.namespace()));
    }
  }

  private static ScheduledExecutorService thread(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        work -> {
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Whether all caches were filled, and no informer has stopped since. */
  boolean isAtWork() {
    return gate.caches().isComplete() && isHealthy();
  }

  /**
   * Whether no informer has stopped. One whose watch was cut, and comes back by itself, counts as
   * alive: a restart would not bring Kubernetes back.
   */
  @SuppressWarnings("rawtypes") // the framework gives its sources raw
  boolean isHealthy() {
    return operator
        .getRuntimeInfo()
        .unhealthyInformerWrappingEventSourceHealthIndicator()
        .values()
        .stream()
        .flatMap(sources -> sources.values().stream())
        .flatMap(source -> informers(source).stream())
        .allMatch(InformerHealthIndicator::isRunning);
  }

  private static Collection<InformerHealthIndicator> informers(
      InformerWrappingEventSourceHealthIndicator<?> source) {
    return source.informerHealthIndicators().values();
  }

  boolean isSettled(Instant until) {
    return accounts.isIdle()
        && agents.isIdleUntil(until)
        && kinds.all().stream().allMatch(kind -> kind.isIdleUntil(until))
        && access.accounts().all().stream().allMatch(Account::isQuiet);
  }

  /** Brings those gauges up to date that are derived from the caches. */
  void gauges() {
    new LeaderGauges(tail.metrics(), kinds, access.accounts(), connections)
        .update(agents.figures());
  }

  private void referredChanged(Target target) {
    referrers.wakeDependants(target);
  }

  private void namespaceChanged(String namespace) {
    kinds.all().forEach(kind -> wakeIn(kind, namespace));
    agents.namespaceChanged(namespace);
  }

  private static <R extends ApiResource> void wakeIn(KindController<R> kind, String namespace) {
    kind.resources()
        .filter(resource -> namespace.equals(resource.getMetadata().getNamespace()))
        .forEach(resource -> kind.wake(KindController.id(resource)));
  }

  /** Ends pollers first, then passes, then connections: a pass under way still gets its answer. */
  @Override
  public void close() {
    ticks.shutdownNow();
    kept.shutdownNow();
    access.accounts().close();
    operator.stop();
    agents.close();
    connections.close();
    credentials.close();
    contents.close();
    named.close();
    access.namespaces().close();
  }
}
