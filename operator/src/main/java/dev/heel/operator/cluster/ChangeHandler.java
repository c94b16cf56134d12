package dev.heel.operator.cluster;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.function.Consumer;

/** Tells of every object that appears, changes or goes. */
record ChangeHandler<T>(Consumer<? super T> changed) implements ResourceEventHandler<T> {
  @Override
  public void onAdd(T object) {
    changed.accept(object);
  }

  @Override
  public void onUpdate(T before, T after) {
    changed.accept(after);
  }

  @Override
  public void onDelete(T object, boolean stateUnknown) {
    changed.accept(object);
  }
}
