package dev.heel.operator.commands;

import dev.heel.engine.ApiKind;
import dev.heel.kinds.Kinds;
import dev.heel.kinds.account.DatadogAccount;
import dev.heel.operator.api.removal.KeepDecision;
import dev.heel.operator.cluster.Finalizer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Takes Heel's finalizer off resources, so that nothing hangs when the operator is gone. */
public final class Release {
  private final KubernetesClient client;
  private final Set<String> namespaces;

  /**
   * @param namespaces where; empty for all of them
   */
  public Release(KubernetesClient client, Set<String> namespaces) {
    this.client = client;
    this.namespaces = namespaces;
  }

  /**
   * Deletes every resource that has an object and waits for the running operator to carry that out.
   *
   * @return how many were still there when the time was over
   */
  public long delete(Duration timeout) throws InterruptedException {
    resources().forEach(this::delete);
    long end = System.nanoTime() + timeout.toNanos();
    long left = resources().count();
    while (left > 0 && System.nanoTime() < end) {
      TimeUnit.SECONDS.sleep(1);
      left = resources().count();
    }
    return left;
  }

  /** That many go at once is meant: the accounts' bound of deletions does not hold for these. */
  private void delete(HasMetadata resource) {
    try {
      HasMetadata meant =
          client
              .resource(resource)
              .edit(
                  found -> {
                    Map<String, String> annotations = new TreeMap<>();
                    Optional.ofNullable(found.getMetadata().getAnnotations())
                        .ifPresent(annotations::putAll);
                    annotations.put("heel.dev/" + KeepDecision.BULK_DELETE, "true");
                    found.getMetadata().setAnnotations(annotations);
                    return found;
                  });
      client.resource(meant).delete();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw e;
      }
    }
  }

  /**
   * Takes the finalizer off, objects first, accounts last. An operator that runs would put it back:
   * {@link OperatorStop} ends that one first.
   *
   * @return how many resources had it
   */
  public long orphan() {
    return Stream.concat(resources(), all(DatadogAccount.class)).filter(this::free).count();
  }

  private boolean free(HasMetadata resource) {
    if (!resource.hasFinalizer(Finalizer.NAME)) {
      return false;
    }
    try {
      client
          .resource(resource)
          .edit(
              found -> {
                found.removeFinalizer(Finalizer.NAME);
                return found;
              });
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /** All that has an object in Datadog. */
  private Stream<HasMetadata> resources() {
    return Kinds.api().stream().map(ApiKind::type).flatMap(this::all);
  }

  private <R extends HasMetadata> Stream<R> all(Class<R> type) {
    return namespaces.isEmpty()
        ? client.resources(type).inAnyNamespace().list().getItems().stream()
        : namespaces.stream()
            .flatMap(name -> client.resources(type).inNamespace(name).list().getItems().stream());
  }
}
