package dev.heel.bench;

import dev.heel.testing.ControlPlane;
import dev.heel.testing.KubeHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real kube-apiserver; its own metrics count. */
record RealApiServer(ControlPlane plane, KubeHttp http, Path kubeconfig) implements ApiServer {
  private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "APPLY", "DELETE");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  static RealApiServer start(Path directory) {
    ControlPlane plane = ControlPlane.start(directory.resolve("plane"));
    try {
      Path file = Files.writeString(directory.resolve("kubeconfig"), plane.kubeconfig());
      return new RealApiServer(plane, KubeHttp.of(plane.kubeconfig()), file);
    } catch (IOException e) {
      plane.close();
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Counts writes() {
    Map<String, Long> counts = new HashMap<>();
    http.get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith("apiserver_request_total{"))
        .forEach(line -> count(line, counts));
    return new Counts(counts);
  }

  private static void count(String line, Map<String, Long> counts) {
    Map<String, String> labels = new HashMap<>();
    Matcher label = LABEL.matcher(line);
    while (label.find()) {
      labels.put(label.group(1), label.group(2));
    }
    if (WRITES.contains(labels.get("verb"))) {
      String subresource = labels.get("subresource");
      String name = labels.get("verb") + " " + labels.get("resource");
      long count = (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
      counts.merge(subresource.isEmpty() ? name : name + "/" + subresource, count, Long::sum);
    }
  }

  @Override
  public String describe() {
    return "kube-apiserver " + http.get("/version").json().path("gitVersion").asText();
  }

  @Override
  public void close() {
    plane.close();
  }
}
