package dev.heel.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A real kube-apiserver on etcd, with the controllers for namespaces, garbage and workloads, on
 * 127.0.0.1. The binaries are those of {@code KUBEBUILDER_ASSETS}, as envtest has them: {@code
 * etcd}, {@code kube-apiserver}, {@code kube-controller-manager}, {@code kubectl}. There is neither
 * scheduler nor kubelet.
 */
public final class ControlPlane implements AutoCloseable {
  private static final String CONTROLLERS =
      "namespace-controller,garbage-collector-controller,clusterrole-aggregation-controller,"
          + "serviceaccount-controller,serviceaccount-token-controller,"
          + "root-ca-certificate-publisher-controller,deployment-controller,"
          + "replicaset-controller,statefulset-controller,daemonset-controller,"
          + "endpoints-controller,endpointslice-controller,job-controller";
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** What ServiceAccounts of the namespace that Heel is installed in ask for. */
  private static final String AUDIT_POLICY =
      """
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived]
      rules:
      - level: Metadata
        userGroups: ["system:serviceaccounts:datadog"]
      - level: None
      """;

  private final Path assets;
  private final Path directory;
  private final int port = freePort();
  private final String token = UUID.randomUUID().toString();
  private final Deque<Process> running = new ArrayDeque<>();
  private Process apiServer;

  private ControlPlane(Path assets, Path directory) {
    this.assets = assets;
    this.directory = directory.toAbsolutePath();
  }

  /** Whether {@code KUBEBUILDER_ASSETS} names a folder with the binaries. */
  public static boolean available() {
    String assets = System.getenv("KUBEBUILDER_ASSETS");
    return assets != null && Files.isExecutable(Path.of(assets, "kube-apiserver"));
  }

  /** Whether tests must fail rather than be left out where there are no binaries. */
  public static boolean required() {
    return "required".equals(System.getenv("HEEL_REAL_PARTS"));
  }

  /**
   * Starts everything and waits until it works.
   *
   * @param directory an empty folder for keys, data, logs
   */
  public static ControlPlane start(Path directory) {
    ControlPlane plane = new ControlPlane(Path.of(System.getenv("KUBEBUILDER_ASSETS")), directory);
    try {
      plane.writeKeys();
      plane.startEtcd();
      plane.startApiServer();
      plane.startControllers();
      return plane;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      plane.close();
      throw new IllegalStateException("no control plane, see the logs in " + directory, e);
    }
  }

  /** The administrator's kubeconfig, as YAML. */
  public String kubeconfig() {
    return """
        apiVersion: v1
        kind: Config
        clusters:
        - name: real
          cluster:
            server: https://127.0.0.1:%d
            certificate-authority-data: %s
        users:
        - name: admin
          user:
            token: %s
        contexts:
        - name: real
          context:
            cluster: real
            user: admin
            namespace: default
        current-context: real
        """
        .formatted(port, certificate(), token);
  }

  /** The kubectl of {@code KUBEBUILDER_ASSETS}, for use with other servers too. */
  public static Path kubectlOfAssets() {
    return Path.of(System.getenv("KUBEBUILDER_ASSETS"), "kubectl");
  }

  /** The kubectl of the same version. */
  public Path kubectl() {
    return assets.resolve("kubectl");
  }

  /**
   * Requests of ServiceAccounts in namespace {@code datadog} until now: one JSON object each, as
   * audit.k8s.io/v1 has them, with the rule that allowed it.
   */
  public List<String> audited() {
    try {
      return Files.readAllLines(directory.resolve("audit.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends kube-apiserver, as an outage does. */
  public void stopApiServer() {
    running.remove(apiServer);
    end(apiServer);
  }

  /** Starts kube-apiserver again, with the same port, keys and data, and waits for it. */
  public void startApiServer() {
    apiServer =
        launch(
            "kube-apiserver",
            "--etcd-servers=unix://etcd.sock",
            "--bind-address=127.0.0.1",
            "--advertise-address=127.0.0.1",
            "--secure-port=" + port,
            "--endpoint-reconciler-type=none",
            "--cert-dir=" + directory,
            "--token-auth-file=tokens.csv",
            "--authorization-mode=RBAC",
            "--audit-policy-file=audit-policy.yaml",
            "--audit-log-path=audit.log",
            "--allow-privileged=true",
            "--service-account-issuer=https://kubernetes.default.svc",
            "--service-account-key-file=sa.pub",
            "--service-account-signing-key-file=sa.key",
            "--service-cluster-ip-range=10.0.0.0/16",
            "--disable-admission-plugins=TaintNodesByCondition");
    await().atMost(PATIENCE).until(() -> Files.exists(directory.resolve("apiserver.crt")));
    awaitOk("/readyz");
  }

  private void startEtcd() {
    launch(
        "etcd",
        "--data-dir=" + directory.resolve("etcd"),
        "--unsafe-no-fsync",
        "--log-level=warn",
        "--listen-client-urls=unix://etcd.sock",
        "--advertise-client-urls=http://127.0.0.1:0",
        "--listen-peer-urls=unix://peer.sock");
  }

  private void startControllers() throws IOException {
    Files.writeString(directory.resolve("kubeconfig"), kubeconfig());
    launch(
        "kube-controller-manager",
        "--kubeconfig=kubeconfig",
        "--secure-port=0",
        "--leader-elect=false",
        "--controllers=" + CONTROLLERS,
        "--kube-api-qps=200",
        "--kube-api-burst=400",
        "--service-account-private-key-file=sa.key",
        "--root-ca-file=apiserver.crt");
    awaitOk("/api/v1/namespaces/default/serviceaccounts/default");
  }

  private void awaitOk(String path) {
    KubeHttp http = KubeHttp.of(kubeconfig());
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(() -> http.get(path).code() == 200);
  }

  private Process launch(String name, String... arguments) {
    List<String> command = new ArrayList<>(List.of(assets.resolve(name).toString()));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(directory.resolve(name + ".log").toFile()))
              .start();
      running.push(process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeKeys() throws IOException, GeneralSecurityException {
    Files.createDirectories(directory);
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    writePem("sa.key", "PRIVATE KEY", pair.getPrivate().getEncoded());
    writePem("sa.pub", "PUBLIC KEY", pair.getPublic().getEncoded());
    Files.writeString(directory.resolve("tokens.csv"), token + ",admin,admin,system:masters\n");
    Files.writeString(directory.resolve("audit-policy.yaml"), AUDIT_POLICY);
  }

  private void writePem(String file, String type, byte[] der) throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        directory.resolve(file),
        "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(type, base64, type));
  }

  private String certificate() {
    try {
      byte[] pem = Files.readAllBytes(directory.resolve("apiserver.crt"));
      return Base64.getEncoder().encodeToString(pem);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends exactly the processes that were started here, etcd last. */
  @Override
  public void close() {
    while (!running.isEmpty()) {
      end(running.pop());
    }
  }

  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
