package dev.heel.bench;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * How the operator finds Kubernetes: as in a pod where the API server speaks TLS, since a
 * kubeconfig has to be parsed, which takes memory that no pod needs; else by the kubeconfig.
 *
 * @param arguments of the command
 * @param environment what the kubelet, and the files of the ServiceAccount, tell a container
 */
record PodAccess(List<String> arguments, Map<String, String> environment) {
  static PodAccess of(Path kubeconfig, String namespace) throws IOException {
    Config config = Config.fromKubeconfig(kubeconfig.toFile());
    URI server = URI.create(config.getMasterUrl());
    if (!server.getScheme().equals("https")) {
      return new PodAccess(List.of("--kubeconfig", kubeconfig.toString()), Map.of());
    }
    Path token = kubeconfig.resolveSibling("token");
    Path authority = kubeconfig.resolveSibling("ca.crt");
    Files.writeString(token, config.getAutoOAuthToken());
    Files.write(authority, Base64.getDecoder().decode(config.getCaCertData()));
    return new PodAccess(
        List.of(),
        Map.of(
            "KUBERNETES_SERVICE_HOST", server.getHost(),
            "KUBERNETES_SERVICE_PORT", Integer.toString(server.getPort()),
            "KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN", token.toString(),
            "KUBERNETES_CERTS_CA_FILE", authority.toString(),
            "KUBERNETES_AUTH_TRYKUBECONFIG", "false",
            "KUBERNETES_NAMESPACE", namespace,
            "HEEL_LOG_FORMAT", "json"));
  }
}
