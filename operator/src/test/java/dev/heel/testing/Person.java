package dev.heel.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Somebody who has one of Kubernetes' own roles in one namespace, and no other right anywhere.
 *
 * @param namespace where the role holds
 * @param kubectl as that person, by the token of a ServiceAccount
 */
public record Person(String namespace, Kubectl kubectl) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * Makes the namespace if it is not there, the ServiceAccount and its binding, and waits until the
   * role has the chart's rules: a controller joins them, a moment later.
   *
   * @param admin who may do that
   * @param role such as {@code edit}
   */
  public static Person with(Kubectl admin, String role, String namespace) {
    admin.attempt(null, "create", "namespace", namespace);
    String name = "person-who-may-" + role;
    admin.run("create", "serviceaccount", name, "-n", namespace);
    admin.run(
        "create",
        "rolebinding",
        name,
        "-n",
        namespace,
        "--clusterrole=" + role,
        "--serviceaccount=" + namespace + ":" + name);
    String token = admin.run("create", "token", name, "-n", namespace, "--duration=2h");
    Person person = new Person(namespace, new Kubectl(admin.program(), config(admin, token)));
    await().atMost(PATIENCE).until(() -> person.may("list", "datadogmonitors"));
    return person;
  }

  private static Path config(Kubectl admin, String token) {
    try {
      String theirs =
          Files.readString(admin.kubeconfig()).replaceAll("(?m)token: .*$", "token: " + token);
      Path folder = admin.kubeconfig().toAbsolutePath().getParent();
      return Files.writeString(Files.createTempFile(folder, "person", ".config"), theirs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the API server says to {@code kubectl auth can-i}, in the person's own namespace. */
  public boolean may(String verb, String resource) {
    return kubectl
        .attempt(null, "auth", "can-i", verb, resource, "-n", namespace)
        .out()
        .equals("yes");
  }

  /** Applies a manifest that the API server takes. */
  public void apply(String manifest) {
    kubectl.feed(manifest, "apply", "-n", namespace, "-f", "-");
  }

  /** Applies a manifest, to any end. */
  public Kubectl.Said tries(String manifest) {
    return kubectl.attempt(manifest, "apply", "-n", namespace, "-f", "-");
  }

  /** One field of the Ready condition, such as {@code reason}; empty while there is none. */
  public String ready(String resource, String field) {
    return field(resource, "{.status.conditions[?(@.type==\"Ready\")]." + field + "}");
  }

  /**
   * @param path in the form of kubectl's jsonpath; empty if nothing is there
   */
  public String field(String resource, String path) {
    return kubectl.run("get", resource, "-n", namespace, "-o", "jsonpath=" + path);
  }

  /** The whole resource as the person sees it. */
  public String seen(String resource) {
    return kubectl.run("get", resource, "-n", namespace, "-o", "yaml");
  }

  /** Waits until the Ready condition has that reason, and gives its message. */
  public String awaitReason(String resource, String reason) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(ready(resource, "reason")).as(() -> seen(resource)).isEqualTo(reason));
    return ready(resource, "message");
  }
}
