package dev.heel.operator.commands;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v1.Scale;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Ends the operator that runs as a Deployment: no replicas, and then no pods either. The Deployment
 * counts a pod no longer as soon as that is told to end, but until it has ended it writes.
 */
public final class OperatorStop {
  private final KubernetesClient client;
  private final String namespace;
  private final String name;

  /**
   * @param deployment the operator's, as namespace/name
   * @throws IllegalArgumentException if it is not of that form
   */
  public OperatorStop(KubernetesClient client, String deployment) {
    String[] parts = deployment.split("/", -1);
    if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw new IllegalArgumentException("\"" + deployment + "\" is not NAMESPACE/NAME");
    }
    this.client = client;
    this.namespace = parts[0];
    this.name = parts[1];
  }

  /**
   * Scales to nothing and waits.
   *
   * @return how many pods were still there when the time was over; 0 too if there is no Deployment
   */
  public int run(Duration timeout) throws InterruptedException {
    RollableScalableResource<Deployment> resource =
        client.apps().deployments().inNamespace(namespace).withName(name);
    Deployment deployment = resource.get();
    if (deployment == null) {
      return 0;
    }
    scaleDown(resource);
    LabelSelector selector = deployment.getSpec().getSelector();
    long end = System.nanoTime() + timeout.toNanos();
    int left = pods(selector);
    while (left > 0 && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(500);
      left = pods(selector);
    }
    return left;
  }

  private static void scaleDown(RollableScalableResource<Deployment> resource) {
    Scale scale = resource.scale(null);
    scale.getSpec().setReplicas(0);
    resource.scale(scale);
  }

  private int pods(LabelSelector selector) {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabelSelector(selector)
        .list()
        .getItems()
        .size();
  }
}
