package dev.heel.cli.text;

import dev.heel.operator.process.ApiServerWords;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** A command that Kubernetes refuses, or that reaches none, as a sentence. */
public final class NoKubernetes {
  private NoKubernetes() {}

  public static CommandException because(KubernetesClientException e, Config config) {
    return new CommandException(
        e.getStatus() == null || e.getStatus().getMessage() == null
            ? "no answer from Kubernetes at %s; is KUBECONFIG right, and the cluster up?"
                .formatted(config.getMasterUrl())
            : "Kubernetes: " + ApiServerWords.of(e));
  }
}
