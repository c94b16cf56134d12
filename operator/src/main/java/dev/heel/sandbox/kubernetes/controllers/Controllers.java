package dev.heel.sandbox.kubernetes.controllers;

import dev.heel.sandbox.kubernetes.store.Change;
import dev.heel.sandbox.kubernetes.store.Writes;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the controllers, one change after the other, on one thread. */
public final class Controllers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Controllers.class);
  private final BlockingQueue<Change> changes = new LinkedBlockingQueue<>();
  private final List<Consumer<Change>> all;
  private final OneNode node;
  private final Thread thread;

  /**
   * @param rolloutsHang whether the node's Pods never become ready
   */
  public Controllers(Writes writes, boolean rolloutsHang) {
    Cluster cluster = new Cluster(writes);
    Dependants dependants = new Dependants();
    node = new OneNode(cluster, rolloutsHang);
    all =
        List.of(
            new Definitions(cluster)::react,
            new Namespaces(cluster)::react,
            new GarbageCollector(cluster, dependants)::react,
            node::react,
            new Workloads(cluster, dependants)::react,
            new Endpoints(cluster)::react);
    writes.store().onChange(dependants::index);
    writes.store().onChange(changes::add);
    thread = new Thread(this::run, "heel-sandbox-controllers");
    thread.setDaemon(true);
  }

  public void start() {
    node.join();
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        Change change = changes.take();
        for (Consumer<Change> controller : all) {
          react(controller, change);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** One object that a controller cannot cope with must not stop the others. */
  private static void react(Consumer<Change> controller, Change change) {
    try {
      controller.accept(change);
    } catch (RuntimeException e) {
      LOG.warn("Controller failed on {}: {}", change.key(), e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
