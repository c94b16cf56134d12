package dev.heel.testing;

import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The scheduler and the kubelet of a cluster that has none, for pods of Heel: each is bound to a
 * node, its command runs as a process of this machine under the token of its ServiceAccount and
 * with the environment of its container, and its phase follows that process. A pod that is deleted
 * goes when its process has ended, as in a cluster.
 */
public final class Kubelet implements AutoCloseable {
  private static final String NODE = "this-machine";

  private final KubernetesClient client;
  private final String kubeconfig;
  private final Path folder;
  private final Map<String, List<String>> further;
  private final Map<String, Process> processes = new ConcurrentHashMap<>();
  private final Map<String, String> phases = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "kubelet");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param kubeconfig an administrator's, as YAML
   * @param folder for kubeconfigs and logs
   * @param further arguments by the first argument of a container: ports that are free on this
   *     machine, say
   */
  public Kubelet(String kubeconfig, Path folder, Map<String, List<String>> further) {
    this.client =
        new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig)).build();
    this.kubeconfig = kubeconfig;
    this.folder = folder;
    this.further = further;
    clock.scheduleWithFixedDelay(this::look, 0, 100, TimeUnit.MILLISECONDS);
  }

  /** What the processes of a ServiceAccount said, for the message of a test that fails. */
  public String log(String serviceAccount) {
    try {
      Path log = folder.resolve(serviceAccount + ".log");
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void look() {
    try {
      client
          .pods()
          .inAnyNamespace()
          .withLabel("app.kubernetes.io/part-of", "heel")
          .list()
          .getItems()
          .forEach(this::care);
    } catch (KubernetesClientException e) {
      System.err.println("[WARNING] the kubelet tries again: " + e.getMessage());
    }
  }

  private void care(Pod pod) {
    Process process = processes.get(pod.getMetadata().getUid());
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      end(pod, process);
    } else if (pod.getSpec().getNodeName() == null) {
      bind(pod);
    } else if (process == null) {
      start(pod);
      report(pod, "Running");
    } else if (!process.isAlive()) {
      report(pod, process.exitValue() == 0 ? "Succeeded" : "Failed");
    }
  }

  private void bind(Pod pod) {
    client
        .bindings()
        .inNamespace(pod.getMetadata().getNamespace())
        .resource(
            new BindingBuilder()
                .withNewMetadata()
                .withName(pod.getMetadata().getName())
                .withNamespace(pod.getMetadata().getNamespace())
                .endMetadata()
                .withNewTarget()
                .withKind("Node")
                .withName(NODE)
                .endTarget()
                .build())
        .create();
  }

  private void start(Pod pod) {
    Container container = pod.getSpec().getContainers().get(0);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.heel.Main"));
    command.addAll(container.getArgs());
    command.addAll(further.getOrDefault(container.getArgs().get(0), List.of()));
    String account = pod.getSpec().getServiceAccountName();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve(account + ".log").toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("KUBE"));
    for (EnvVar variable : container.getEnv()) {
      builder.environment().put(variable.getName(), variable.getValue());
    }
    builder.environment().put("KUBECONFIG", identity(pod).toString());
    try {
      processes.put(pod.getMetadata().getUid(), builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The pod's own kubeconfig: the server, and nobody but its ServiceAccount. */
  private Path identity(Pod pod) {
    String namespace = pod.getMetadata().getNamespace();
    TokenRequest token =
        client
            .serviceAccounts()
            .inNamespace(namespace)
            .withName(pod.getSpec().getServiceAccountName())
            .tokenRequest(
                new TokenRequestBuilder()
                    .withNewSpec()
                    .withExpirationSeconds(3600L)
                    .endSpec()
                    .build());
    String text =
        kubeconfig
            .replaceAll("token: .*", "token: " + token.getStatus().getToken())
            .replaceAll("namespace: .*", "namespace: " + namespace);
    try {
      return Files.writeString(folder.resolve(pod.getMetadata().getUid()), text).toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void report(Pod pod, String phase) {
    if (phase.equals(phases.put(pod.getMetadata().getUid(), phase))) {
      return;
    }
    String ready = phase.equals("Running") ? "True" : "False";
    String status =
        """
        {"status": {"phase": "%s", "conditions": [{"type": "Ready", "status": "%s"}]}}
        """;
    client
        .pods()
        .resource(pod)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), status.formatted(phase, ready));
  }

  private void end(Pod pod, Process process) {
    if (process != null && process.isAlive()) {
      process.destroy();
    } else {
      client.pods().resource(pod).withGracePeriod(0).delete();
    }
  }

  /** Ends exactly the processes that were started here. */
  @Override
  public void close() {
    clock.shutdownNow();
    processes.values().forEach(Process::destroyForcibly);
    client.close();
  }
}
