package dev.heel.operator;

import dev.heel.kinds.account.DatadogAccount;
import dev.heel.operator.cluster.Finalizer;
import dev.heel.operator.process.OperatorOptions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ResolvedControllerConfiguration;
import io.javaoperatorsdk.operator.api.config.informer.InformerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.processing.event.rate.LinearRateLimiter;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The Java Operator SDK, set against those of its defaults that would lose or double objects. */
final class Controllers {
  private static final int THREADS = 16;
  private static final Duration DRAIN = Duration.ofSeconds(25);
  private static final long PAGE = 500;

  private final Operator operator;
  private final OperatorOptions options;

  Controllers(Operator operator, OperatorOptions options) {
    this.operator = operator;
    this.options = options;
  }

  /** The threads that passes run on; none is kept while there is nothing to do. */
  static ThreadPoolExecutor threads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Controllers::thread);
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "pass");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * An operator whose process continues when an informer stops: the default ends the process.
   *
   * @param stopped told why
   */
  static Operator operator(
      KubernetesClient client, ExecutorService threads, Consumer<String> stopped) {
    return new Operator(
        overrider ->
            overrider
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withExecutorService(threads)
                .withReconciliationTerminationTimeout(DRAIN)
                .withUseSSAToPatchPrimaryResource(false)
                .checkingCRDAndValidateLocalModel(false)
                .withInformerStoppedHandler(
                    (informer, error) -> {
                      if (error != null) {
                        stopped.accept("an informer stopped: " + error.getMessage());
                      }
                    }));
  }

  /** Registers a reconciler of one kind, however generic its class. */
  <R extends HasMetadata> void register(Reconciler<R> reconciler, Class<R> type) {
    register(reconciler, type, false);
  }

  /** The same for a kind without finalizer, whose reconciler is told of deletions too. */
  <R extends HasMetadata> void registerForAllEvents(Reconciler<R> reconciler, Class<R> type) {
    register(reconciler, type, true);
  }

  private <R extends HasMetadata> void register(
      Reconciler<R> reconciler, Class<R> type, boolean deletionsToo) {
    InformerConfiguration<R> informer =
        InformerConfiguration.builder(type)
            .withNamespaces(namespaces(type))
            .withOnUpdateFilter(Controllers::matters)
            .withInformerListLimit(PAGE)
            .buildForController();
    operator.register(
        reconciler,
        new ResolvedControllerConfiguration<>(
            type.getSimpleName().toLowerCase(Locale.ROOT),
            false,
            reconciler.getClass().getName(),
            endless(),
            LinearRateLimiter.deactivatedRateLimiter(),
            null,
            Finalizer.NAME,
            Map.of(),
            "heel",
            operator.getConfigurationService(),
            informer,
            deletionsToo,
            null));
  }

  /** For the unexpected only: expected errors never leave a pass as exceptions. */
  private static GenericRetry endless() {
    return new GenericRetry()
        .setInitialInterval(Duration.ofSeconds(1))
        .setIntervalMultiplier(2)
        .setMaxInterval(Duration.ofMinutes(5).toMillis())
        .withoutMaxAttempts();
  }

  /** The default account is watched wherever it is. */
  private Set<String> namespaces(Class<?> type) {
    if (options.watchNamespaces().isEmpty()) {
      return Set.of("JOSDK_ALL_NAMESPACES");
    }
    Set<String> namespaces = new HashSet<>(options.watchNamespaces());
    boolean accounts = type == DatadogAccount.class;
    if (accounts && options.defaultAccount() != null) {
      namespaces.add(options.defaultAccount().namespace());
    }
    return namespaces;
  }

  /** A status of our own is no news; a generation-aware controller would miss annotations. */
  static boolean matters(HasMetadata after, HasMetadata before) {
    return !Objects.equals(
            after.getMetadata().getGeneration(), before.getMetadata().getGeneration())
        || !Objects.equals(after.getMetadata().getUid(), before.getMetadata().getUid())
        || !Objects.equals(
            after.getMetadata().getFinalizers(), before.getMetadata().getFinalizers())
        || !Objects.equals(
            after.getMetadata().getDeletionTimestamp(), before.getMetadata().getDeletionTimestamp())
        || !annotations(after).equals(annotations(before));
  }

  private static Map<String, String> annotations(HasMetadata resource) {
    Map<String, String> ours = new TreeMap<>();
    if (resource.getMetadata().getAnnotations() != null) {
      resource
          .getMetadata()
          .getAnnotations()
          .forEach(
              (name, value) -> {
                if (name.startsWith("heel.dev/")) {
                  ours.put(name, value);
                }
              });
    }
    return ours;
  }
}
