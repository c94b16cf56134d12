package dev.heel.operator.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.function.UnaryOperator;

/**
 * Starts informers of objects that others write. They keep only a part of each, and read their
 * first list in small pages: an object may have a MiB and more.
 */
final class LeanInformers {
  /** A full page of the largest objects still fits into the chart's heap. */
  private static final long PAGE = 5;

  private LeanInformers() {}

  /** Of many objects; returns when its cache is filled. */
  static <T extends HasMetadata> SharedIndexInformer<T> ofMany(
      Informable<T> objects, UnaryOperator<T> part, ResourceEventHandler<? super T> told) {
    return of(objects.withLimit(PAGE), part, told);
  }

  /** Of those few that a name selects; returns when its cache is filled. */
  static <T extends HasMetadata> SharedIndexInformer<T> of(
      Informable<T> objects, UnaryOperator<T> part, ResourceEventHandler<? super T> told) {
    return objects
        .runnableInformer(0)
        .itemStore(new PartialStore<>(part))
        .addEventHandler(told)
        .run();
  }
}
