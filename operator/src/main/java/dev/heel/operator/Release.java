package dev.heel.operator;

import dev.heel.engine.ApiKind;
import dev.heel.kinds.Kinds;
import dev.heel.kinds.account.DatadogAccount;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Takes Heel's finalizer off every resource, so that nothing hangs when the operator is gone. */
public final class Release {
  private final KubernetesClient client;

  public Release(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Deletes every resource that has an object and waits for the running operator to carry that out.
   *
   * @return how many were still there when the time was over
   */
  public long delete(Duration timeout) throws InterruptedException {
    for (ApiKind<?> kind : Kinds.all()) {
      client.resources(kind.type()).inAnyNamespace().delete();
    }
    long end = System.nanoTime() + timeout.toNanos();
    long left = left();
    while (left > 0 && System.nanoTime() < end) {
      TimeUnit.SECONDS.sleep(1);
      left = left();
    }
    return left;
  }

  /**
   * Takes the finalizer off, objects first, accounts last.
   *
   * @return how many resources had it
   */
  public long orphan() {
    return types().flatMap(type -> all(type).stream()).filter(this::free).count();
  }

  private long left() {
    return Kinds.all().stream().mapToLong(kind -> all(kind.type()).size()).sum();
  }

  private boolean free(HasMetadata resource) {
    if (!resource.hasFinalizer(HeelOperator.FINALIZER)) {
      return false;
    }
    client
        .resource(resource)
        .edit(
            found -> {
              found.removeFinalizer(HeelOperator.FINALIZER);
              return found;
            });
    return true;
  }

  private <R extends HasMetadata> List<R> all(Class<R> type) {
    return client.resources(type).inAnyNamespace().list().getItems();
  }

  private static Stream<Class<? extends HasMetadata>> types() {
    Stream<Class<? extends HasMetadata>> kinds = Kinds.all().stream().map(ApiKind::type);
    return Stream.concat(kinds, Stream.of(DatadogAccount.class));
  }
}
