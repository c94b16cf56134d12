package dev.heel.operator;

import dev.heel.datadog.budget.RateBudget;
import dev.heel.engine.ApiKind;
import dev.heel.kinds.Kinds;
import dev.heel.kinds.account.DatadogAccount;
import dev.heel.operator.account.Account;
import dev.heel.operator.account.Accounts;
import dev.heel.operator.account.Connections;
import dev.heel.operator.account.deletion.DeletionGrace;
import dev.heel.operator.account.deletion.LeftObjects;
import dev.heel.operator.api.removal.KeptSweep;
import dev.heel.operator.api.resource.Surroundings;
import dev.heel.operator.cluster.Credentials;
import dev.heel.operator.cluster.Definitions;
import dev.heel.operator.cluster.NamedObjects;
import dev.heel.operator.cluster.Namespaces;
import dev.heel.operator.cluster.SecretAccess;
import dev.heel.operator.cluster.Secrets;
import dev.heel.operator.process.CacheSync;
import dev.heel.operator.process.Leadership;
import dev.heel.operator.process.Metrics;
import dev.heel.operator.process.Metrics.Row;
import dev.heel.operator.process.OperatorOptions;
import dev.heel.operator.status.Recorder;
import dev.heel.operator.wake.AgentWakers;
import dev.heel.operator.wake.Attempts;
import dev.heel.operator.wake.Dependants;
import dev.heel.operator.wake.KindController;
import dev.heel.operator.wake.Referrers;
import dev.heel.operator.wake.Wakers;
import dev.heel.resource.ApiResource;
import dev.heel.resource.Condition;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private final Operator operator;
  private final Surroundings around;
  private final Credentials credentials;
  private final Connections connections;
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
    OperatorOptions options = process.options();
    KubernetesClient client = process.client();
    Metrics metrics = process.metrics();
    Map<String, KindController<?>> kinds = controllers(process.kinds());
    Wakers wakers = new Wakers(kinds, new AgentWakers());
    Dependants dependants = new Dependants();
    NamedObjects named = new NamedObjects(client);
    SecretAccess access = new SecretAccess(client);
    around =
        new Surroundings(
            options,
            client,
            leadership,
            new CacheSync(),
            new Accounts(options, client),
            wakers,
            dependants,
            new Referrers(dependants, wakers::wake, this::unnamed),
            named,
            new Definitions(named, this::referredChanged),
            new Secrets(named, access, this::referredChanged),
            new Namespaces(client),
            new Attempts(),
            new LeftObjects(),
            new DeletionGrace(options.timing(), leadership::since),
            metrics);
    credentials = new Credentials(named, access, this::wakeAccount);
    connections = new Connections(options, credentials, metrics, around::call);
    Recorder recorder = new Recorder(client, options.clock());
    accounts = new AccountReconciler(around, recorder, accountWaker, connections);
    ThreadPoolExecutor passes = Controllers.threads();
    metrics.queue(() -> passes.getQueue().size());
    operator = Controllers.operator(client, passes, stopped);
    Controllers controllers = new Controllers(operator, options);
    controllers.register(accounts, DatadogAccount.class);
    kinds.values().forEach(kind -> register(controllers, kind, recorder));
    agents =
        new AgentControllers(
            around,
            wakers.agents(),
            new PassGate(around.cacheSync(), leadership),
            new PassTail(recorder, metrics, around.attempts(), options.clock()));
    if (options.agents()) {
      agents.register(controllers);
    }
  }

  private static Map<String, KindController<?>> controllers(List<ApiKind<?>> kinds) {
    Map<String, KindController<?>> byName = new LinkedHashMap<>();
    kinds.forEach(kind -> byName.put(kind.name(), new KindController<>(kind)));
    return byName;
  }

  private <R extends ApiResource> void register(
      Controllers controllers, KindController<R> kind, Recorder recorder) {
    controllers.register(new ApiReconciler<>(kind, around, recorder), kind.kind().type());
  }

  void start() {
    operator.start();
    around.namespaces().follow(this::namespaceChanged);
    around.cacheSync().complete();
    around.accounts().all().stream().map(Account::name).forEach(this::wakeAccount);
    if (around.options().agents()) {
      agents.start();
    }
    repeat(kept, new KeptSweep(around), KEPT_EVERY);
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
            log.error("unexpected fault; goes on with the next time", e);
          }
        };
    thread.scheduleWithFixedDelay(guarded, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tellOfAccounts() {
    around.accounts().changed().forEach(this::wakeAccount);
    around.accounts().gone().stream().map(Kinds.ACCOUNT::target).forEach(around::wakeDependants);
  }

  private void wakeAccount(NamespacedName name) {
    if (around.accounts().resource(name).isPresent()) {
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
    return around.cacheSync().isComplete() && isHealthy();
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
        && around.kinds().values().stream().allMatch(kind -> kind.isIdleUntil(until))
        && around.accounts().all().stream().allMatch(Account::isQuiet);
  }

  /** Brings those gauges up to date that are derived from the caches. */
  void gauges() {
    List<Row> resources = new ArrayList<>();
    around.kinds().values().forEach(kind -> resources.addAll(byReason(kind)));
    resources.addAll(agents.figures());
    around.metrics().resources(resources);
    List<Row> left = new ArrayList<>();
    List<Row> waiting = new ArrayList<>();
    for (Account account : around.accounts().all()) {
      Optional<RateBudget> budget = connections.budget(account.name());
      budget.ifPresent(
          b -> b.limits().forEach(l -> left.add(row(account, l.name(), l.remaining()))));
      budget.ifPresent(b -> b.waiting().forEach((l, count) -> waiting.add(row(account, l, count))));
    }
    around.metrics().budgets(left, waiting);
    around.metrics().kept(around.accounts().all().stream().map(LeaderRun::kept).toList());
  }

  private static Row kept(Account account) {
    return new Row(
        List.of("account", account.name().toString()), account.deletions().kept().all().size());
  }

  private static Row row(Account account, String limit, double value) {
    return new Row(List.of("account", account.name().toString(), "limit", limit), value);
  }

  private static List<Row> byReason(KindController<?> kind) {
    return Row.byReason(
        kind.kind().name(),
        kind.resources()
            .map(
                resource ->
                    resource.getStatus() == null
                        ? null
                        : resource.getStatus().condition(Condition.READY)));
  }

  /** A ConfigMap or Secret that no resource names any more is watched no longer. */
  private void unnamed(Target target) {
    around.definitions().forget(target);
    around.secrets().forget(target);
  }

  private void referredChanged(Target target) {
    around.wakeDependants(target);
  }

  private void namespaceChanged(String namespace) {
    around.kinds().values().forEach(kind -> wakeIn(kind, namespace));
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
    around.accounts().close();
    operator.stop();
    agents.close();
    connections.close();
    credentials.close();
    around.definitions().close();
    around.secrets().close();
    around.named().close();
    around.namespaces().close();
  }
}
