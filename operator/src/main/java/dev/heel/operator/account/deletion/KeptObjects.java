package dev.heel.operator.account.deletion;

import dev.heel.kinds.account.DatadogAccount;
import dev.heel.operator.process.ApiServerWords;
import dev.heel.resource.Reference.Target;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that one account keeps. It stands in ConfigMaps of the account's namespace, each written
 * before anything follows from it: a marker alone says nothing, since orphans carry one too.
 */
public final class KeptObjects {
  private static final Logger log = LoggerFactory.getLogger(KeptObjects.class);
  private static final int ATTEMPTS = 4;

  /** One ConfigMap as it was last read or written. */
  private record Part(ConfigMap map, List<KeptObject> objects) {}

  private final KubernetesClient client;
  private final Supplier<DatadogAccount> account;
  private final Queue<KeptObject> pending = new ConcurrentLinkedQueue<>();
  private final List<Part> parts = new ArrayList<>();
  private volatile List<KeptObject> all = List.of();
  private volatile boolean loaded;

  /**
   * @param account gives the account's resource as it is now; null if it is gone
   */
  KeptObjects(KubernetesClient client, Supplier<DatadogAccount> account) {
    this.client = client;
    this.account = account;
  }

  /** Reads what an earlier process wrote; tells whether that was possible, now or before. */
  public synchronized boolean load() {
    if (!loaded) {
      try {
        reload();
      } catch (KubernetesClientException e) {
        log.warn("what is kept cannot be read: {}", ApiServerWords.of(e));
      }
    }
    return loaded;
  }

  /** Everything, in no order. */
  public List<KeptObject> all() {
    return all;
  }

  /** Whether an object was kept for a while when a resource went. */
  public boolean has(Target resource, String id) {
    return all.stream().anyMatch(each -> each.target().equals(resource) && each.id().equals(id));
  }

  /**
   * Writes down what is kept; returns when it is written. Those who come together share a write.
   *
   * @throws KubernetesClientException if it cannot be written; then nothing is kept
   */
  void keep(List<KeptObject> objects) {
    pending.addAll(objects);
    synchronized (this) {
      Set<KeptObject> batch = new LinkedHashSet<>(objects);
      for (KeptObject each = pending.poll(); each != null; each = pending.poll()) {
        batch.add(each);
      }
      batch.removeAll(Set.copyOf(all));
      if (!batch.isEmpty()) {
        change(UnaryOperator.identity(), List.copyOf(batch));
      }
    }
  }

  /**
   * Changes what is kept.
   *
   * @param edit gives null for what is kept no longer
   * @throws KubernetesClientException if it cannot be written
   */
  public synchronized void change(UnaryOperator<KeptObject> edit) {
    if (!all.isEmpty()) {
      change(edit, List.of());
    }
  }

  /** Another process may have written since: then all is read and the change made once more. */
  private void change(UnaryOperator<KeptObject> edit, List<KeptObject> more) {
    for (int attempt = 1; ; attempt++) {
      try {
        if (!loaded) {
          reload();
        }
        write(edit, more);
        return;
      } catch (KubernetesClientException e) {
        loaded = false;
        boolean overtaken = e.getCode() == 409 || e.getCode() == 404;
        if (!overtaken || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void write(UnaryOperator<KeptObject> edit, List<KeptObject> more) {
    List<KeptObject> left = new ArrayList<>(more);
    for (int i = 0; i < parts.size() || !left.isEmpty(); i++) {
      List<KeptObject> before = i < parts.size() ? parts.get(i).objects() : List.of();
      List<KeptObject> after = new ArrayList<>();
      for (KeptObject each : before) {
        KeptObject edited = more.stream().anyMatch(each::isSameAs) ? null : edit.apply(each);
        if (edited != null) {
          after.add(edited);
        }
      }
      while (after.size() < KeptData.LARGEST && !left.isEmpty()) {
        after.add(left.remove(0));
      }
      if (!after.equals(before)) {
        write(i, after);
      }
    }
    all = flattened();
  }

  private void write(int index, List<KeptObject> objects) {
    DatadogAccount owner = account.get();
    if (owner == null) {
      throw new KubernetesClientException("the DatadogAccount is gone");
    }
    boolean isNew = index >= parts.size();
    ConfigMap map = KeptData.map(owner, index, objects);
    if (isNew) {
      parts.add(new Part(client.resource(map).create(), List.copyOf(objects)));
    } else {
      String version = parts.get(index).map().getMetadata().getResourceVersion();
      map.getMetadata().setResourceVersion(version);
      parts.set(index, new Part(client.resource(map).update(), List.copyOf(objects)));
    }
    all = flattened();
  }

  private void reload() {
    DatadogAccount owner = account.get();
    if (owner == null) {
      throw new KubernetesClientException("the DatadogAccount is gone");
    }
    parts.clear();
    ConfigMap found = read(owner, 0);
    while (found != null) {
      parts.add(new Part(found, objects(found)));
      found = read(owner, parts.size());
    }
    all = flattened();
    loaded = true;
  }

  private ConfigMap read(DatadogAccount owner, int index) {
    return client
        .configMaps()
        .inNamespace(owner.getMetadata().getNamespace())
        .withName(KeptData.name(owner.getMetadata().getName(), index))
        .get();
  }

  private static List<KeptObject> objects(ConfigMap map) {
    try {
      return KeptData.objects(map);
    } catch (UncheckedIOException e) {
      log.warn("ConfigMap {} holds nothing that can be read", map.getMetadata().getName());
      return List.of();
    }
  }

  private List<KeptObject> flattened() {
    return parts.stream().flatMap(part -> part.objects().stream()).toList();
  }
}
