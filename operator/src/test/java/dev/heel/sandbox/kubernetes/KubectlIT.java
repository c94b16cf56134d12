package dev.heel.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.testing.ControlPlane;
import dev.heel.testing.RealParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real kubectl against the embedded API server: what people type must work. */
class KubectlIT {
  private static final String GADGET =
      """
      apiVersion: contract.heel.dev/v1
      kind: Gadget
      metadata:
        name: %s
        labels: {made: here}
      spec: %s
      """;
  @TempDir private static Path directory;
  private static KubernetesServer server;
  private static Path kubeconfig;

  @BeforeAll
  static void start() throws IOException {
    RealParts.assumeControlPlane("kubectl against the embedded API server");
    server = KubernetesServer.start(KubernetesServer.Options.defaults());
    kubeconfig = Files.writeString(directory.resolve("kubeconfig"), server.kubeconfig());
    run(Api.definition(), "apply", "-f", "-");
    run("", "wait", "--for=condition=Established", "crd/gadgets.contract.heel.dev");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private record Result(int code, String output) {}

  /** Runs kubectl and gives its exit code and all that it says. */
  private static Result kubectl(String input, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(ControlPlane.kubectlOfAssets().toString());
    command.add("--kubeconfig=" + kubeconfig);
    command.add("--cache-dir=" + directory.resolve("cache"));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String run(String input, String... arguments) {
    Result result = kubectl(input, arguments);
    assertThat(result.code()).as(result.output()).isZero();
    return result.output();
  }

  private static String applied(String spec) {
    String name = Api.fresh("k");
    run(GADGET.formatted(name, spec), "apply", "-f", "-");
    return name;
  }

  @Test
  @DisplayName("get shows the columns of the definition, and more with -o wide")
  void get() {
    String name = applied("{size: 3, note: hello}");
    assertThat(run("", "get", "gdg", name))
        .containsPattern("NAME +READY +SIZE +AGE\n" + name + " +3 +\\d+s\n");
    assertThat(run("", "get", "gdg", name, "-o", "wide")).contains("NOTE").contains("hello");
    assertThat(run("", "get", "contract", "-A", "-l", "made in (here)")).contains(name);
    assertThat(run("", "get", "gdg", name, "-o", "yaml")).contains("size: 3");
  }

  @Test
  @DisplayName("describe shows the spec and the Events about the object")
  void describe() {
    String name = applied("{size: 3}");
    String uid = run("", "get", "gdg", name, "-o", "jsonpath={.metadata.uid}");
    String event =
        """
        {"apiVersion":"v1","kind":"Event","metadata":{"name":"%1$s","namespace":"default"},
         "involvedObject":{"apiVersion":"contract.heel.dev/v1","kind":"Gadget","name":"%1$s",
         "namespace":"default","uid":"%2$s"},"type":"Normal","reason":"Made","message":"It is made.",
         "source":{"component":"heel"},"count":1,"firstTimestamp":"2026-01-01T00:00:00Z",
         "lastTimestamp":"2026-01-01T00:00:00Z"}
        """
            .formatted(name, uid);
    run(event, "apply", "-f", "-");
    assertThat(run("", "describe", "gdg", name))
        .contains("Size:  3")
        .containsPattern("Normal +Made +.* heel +It is made.");
    assertThat(run("", "events", "--for", "gadgets.contract.heel.dev/" + name))
        .contains("Gadget/" + name)
        .contains("It is made.");
    assertThat(run("", "get", "events")).contains("gadget/" + name);
  }

  @Test
  @DisplayName("apply validates, creates, finds nothing to do, and changes")
  void apply() {
    String name = Api.fresh("k");
    String wrong = GADGET.formatted(name, "{size: 1, sice: 2}");
    Result refused = kubectl(wrong, "apply", "-f", "-");
    assertThat(refused.code()).isOne();
    assertThat(refused.output().strip())
        .isEqualTo(
            "Error from server (BadRequest): error when creating \"STDIN\": Gadget in version"
                + " \"v1\" cannot be handled as a Gadget: strict decoding error: unknown field"
                + " \"spec.sice\"");
    Result rule = kubectl(GADGET.formatted(name, "{size: 3, max: 2}"), "apply", "-f", "-");
    assertThat(rule.output())
        .startsWith("The Gadget \"" + name + "\" is invalid: spec: Invalid value: ")
        .contains("size must not be above max");
    String right = GADGET.formatted(name, "{size: 1}");
    assertThat(run(right, "apply", "-f", "-")).contains(name + " created");
    assertThat(run(right, "apply", "-f", "-")).contains(name + " unchanged");
    assertThat(run(GADGET.formatted(name, "{size: 2}"), "apply", "-f", "-"))
        .contains(name + " configured");
  }

  @Test
  @DisplayName("apply --server-side, also over what client-side apply made")
  void serverSide() {
    String name = applied("{size: 1}");
    String other = GADGET.formatted(name, "{size: 2}");
    Result conflict = kubectl(other, "apply", "--server-side", "--field-manager=other", "-f", "-");
    assertThat(conflict.code()).isOne();
    assertThat(conflict.output()).contains("conflict with \"kubectl-client-side-apply\"");
    assertThat(run(other, "apply", "--server-side", "--force-conflicts", "-f", "-"))
        .contains("serverside-applied");
    assertThat(run("", "get", "gdg", name, "-o", "jsonpath={.spec.size}")).isEqualTo("2");
  }

  @Test
  @DisplayName("An unknown kind is named as missing")
  void unknownKind() {
    Result result =
        kubectl("{apiVersion: no.dev/v1, kind: None, metadata: {name: a}}", "apply", "-f", "-");
    assertThat(result.output())
        .contains("no matches for kind \"None\" in version \"no.dev/v1\"")
        .contains("ensure CRDs are installed first");
  }

  @Test
  @DisplayName("explain knows custom and built-in kinds")
  void explain() {
    assertThat(run("", "explain", "gadgets.spec.size")).contains("How big, in units.");
    assertThat(run("", "explain", "deployment.spec")).contains("replicas\t<integer>");
  }

  @Test
  @DisplayName("wait sees a condition that comes")
  void waits() {
    String name = applied("{size: 1}");
    String status = "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}";
    run("", "patch", "gdg", name, "--subresource=status", "--type=merge", "-p", status);
    assertThat(run("", "wait", "--for=condition=Ready", "gdg/" + name, "--timeout=10s"))
        .contains("condition met");
  }

  @Test
  @DisplayName("patch, label, replace as edit does, delete")
  void changes() {
    String name = applied("{size: 1}");
    run("", "patch", "gdg", name, "--type=merge", "-p", "{\"spec\":{\"size\":4}}");
    run("", "label", "gdg", name, "colour=red");
    String yaml = run("", "get", "gdg", name, "-o", "yaml");
    assertThat(run(yaml.replace("size: 4", "size: 5"), "replace", "-f", "-"))
        .contains(name + " replaced");
    Result stale = kubectl(yaml.replace("size: 4", "size: 6"), "replace", "-f", "-");
    assertThat(stale.output()).contains("the object has been modified");
    assertThat(run("", "delete", "gdg", name)).contains(name + "\" deleted");
    assertThat(kubectl("", "get", "gdg", name).output())
        .contains(
            "Error from server (NotFound): gadgets.contract.heel.dev \"" + name + "\" not found");
  }

  @Test
  @DisplayName("A Deployment rolls out, a namespace goes with what is in it")
  void workloads() {
    String name = Api.fresh("d");
    run("{apiVersion: v1, kind: Namespace, metadata: {name: " + name + "}}", "apply", "-f", "-");
    run(Api.json(PatchCases.deployment(name)), "apply", "-n", name, "-f", "-", "--validate=strict");
    run("", "rollout", "status", "-n", name, "deploy/" + name, "--timeout=20s");
    assertThat(run("", "get", "-n", name, "deploy,pods")).contains("1/1").contains("2/2");
    assertThat(run("", "delete", "ns", name, "--timeout=20s")).contains("deleted");
    assertThat(run("", "get", "pods", "-n", name)).contains("No resources found");
  }

  @Test
  @DisplayName(
      "create namespace, configmap, secret and serviceaccount, which kubectl sends as Protobuf")
  void create() {
    String name = Api.fresh("c");
    run("", "create", "namespace", name);
    run("", "create", "-n", name, "secret", "generic", "keys", "--from-literal=api-key=word");
    run("", "create", "-n", name, "configmap", "words", "--from-literal=a=b");
    run("", "create", "-n", name, "serviceaccount", "robot");
    assertThat(run("", "get", "-n", name, "secret", "keys", "-o", "jsonpath={.data.api-key}"))
        .isEqualTo("d29yZA==");
    assertThat(run("", "get", "-n", name, "configmap", "words", "-o", "jsonpath={.data.a}"))
        .isEqualTo("b");
    Result refused = kubectl("", "create", "deployment", "web", "--image=web");
    assertThat(refused.output()).contains("use kubectl apply");
  }
}
