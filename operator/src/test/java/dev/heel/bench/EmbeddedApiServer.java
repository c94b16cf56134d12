package dev.heel.bench;

import dev.heel.sandbox.kubernetes.KubernetesServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Heel's own, in this process; it counts by itself. */
record EmbeddedApiServer(KubernetesServer server, Path kubeconfig) implements ApiServer {
  private static final Set<String> READS = Set.of("GET", "WATCH");
  private static final Pattern REQUEST =
      Pattern.compile(
          "([A-Z]+) /apis?(?:/[^/]+){1,2}?(?:/namespaces/\\{namespace})?"
              + "/([a-z]+)(?:/\\{name})?(/[a-z]+)?");

  static EmbeddedApiServer start(Path directory) {
    KubernetesServer server = KubernetesServer.start(KubernetesServer.Options.defaults());
    try {
      Path file = Files.writeString(directory.resolve("kubeconfig"), server.kubeconfig());
      return new EmbeddedApiServer(server, file);
    } catch (IOException e) {
      server.close();
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Counts writes() {
    Map<String, Long> counts = new HashMap<>();
    server
        .requests()
        .forEach(
            (request, count) -> {
              Matcher parts = REQUEST.matcher(request);
              if (parts.matches() && !READS.contains(parts.group(1))) {
                String subresource = parts.group(3) == null ? "" : parts.group(3);
                counts.merge(parts.group(1) + " " + parts.group(2) + subresource, count, Long::sum);
              }
            });
    return new Counts(counts);
  }

  @Override
  public String describe() {
    return "the embedded Kubernetes API";
  }

  @Override
  public void close() {
    server.close();
  }
}
