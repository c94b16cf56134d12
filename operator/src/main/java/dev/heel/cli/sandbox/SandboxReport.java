package dev.heel.cli.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.cli.options.Kubeconfig;
import dev.heel.cli.text.CommandException;
import dev.heel.cli.text.Table;
import dev.heel.engine.api.PathSegment;
import dev.heel.manifest.FileFault;
import dev.heel.sandbox.AgentTrees;
import dev.heel.sandbox.PageServer;
import dev.heel.sandbox.Row;
import dev.heel.sandbox.Sandbox;
import dev.heel.sandbox.Settling;
import dev.heel.sandbox.datadog.world.SandboxObject;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The result of a rehearsal.
 *
 * @param calls how often Datadog was called, by {@code METHOD /path}
 * @param refused how many of the calls Datadog refused; "there is none" is an answer, no refusal
 */
public record SandboxReport(
    List<Row> rows,
    List<JsonNode> resources,
    List<SandboxObject> objects,
    AgentTrees files,
    Map<String, Long> calls,
    long refused,
    String kubernetes,
    String datadog) {
  private static final String SEEN =
      "the dashboard, each message in each state, the week of downtimes";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public static SandboxReport of(Sandbox sandbox) {
    long refused =
        sandbox.datadog().callsByStatus().entrySet().stream()
            .filter(e -> !e.getKey().startsWith("2") && !e.getKey().equals("404"))
            .mapToLong(Map.Entry::getValue)
            .sum();
    return new SandboxReport(
        new Settling(sandbox).rows(),
        sandbox.resources(),
        sandbox.datadog().objects(),
        sandbox.agentTrees(),
        new TreeMap<>(sandbox.datadog().calls()),
        refused,
        sandbox.kubernetes().url().toString(),
        sandbox.datadog().url().toString());
  }

  public boolean isGood() {
    return rows.stream().allMatch(Row::isReady);
  }

  /**
   * @param page where the page is served; null if the sandbox ends now
   */
  public void print(PrintWriter out, List<Path> paths, URI page) {
    out.println();
    new Table(rows).print(out);
    out.println();
    FileTrees trees = new FileTrees(files);
    if (!trees.isEmpty()) {
      trees.print(out);
      out.println();
    }
    long all = calls.values().stream().mapToLong(Long::longValue).sum();
    long reads = sum("GET ");
    out.printf("Datadog was called %d times: %s.%n", all, verbs(reads));
    long ready = rows.stream().filter(Row::isReady).count();
    out.printf("%d of %d Ready. Nothing left this machine.%n", ready, rows.size());
    out.println();
    next(out, paths, page);
  }

  private String verbs(long reads) {
    StringBuilder words = new StringBuilder(reads + " reads, " + sum("POST ") + " creates");
    long updates = sum("PUT ") + sum("PATCH ");
    if (updates > 0) {
      words.append(", ").append(updates).append(" updates");
    }
    if (sum("DELETE ") > 0) {
      words.append(", ").append(sum("DELETE ")).append(" deletes");
    }
    return words.append(", ").append(refused).append(" refused").toString();
  }

  private static void next(PrintWriter out, List<Path> paths, URI page) {
    String folder = paths.stream().map(Path::toString).collect(Collectors.joining(" -f "));
    String command = "heel sandbox -f " + folder;
    String kubectl = "KUBECONFIG=" + Kubeconfig.PLACE + " kubectl get datadog -A";
    if (page == null) {
      String line = "%-" + (Math.max(command.length(), 49) + 3) + "s%s%n";
      out.printf("Next: " + line, command, "stays, watches the folder, serves the page below");
      out.printf("      " + line, kubectl, "while it runs");
      out.printf("      " + line, "http://127.0.0.1:" + PageServer.USUAL, SEEN);
    } else {
      out.printf("Watching %s. In another terminal, and in a browser:%n", folder);
      out.printf("  %s%n", kubectl);
      out.printf("  %s  %s%n", page, SEEN);
    }
  }

  private long sum(String method) {
    return calls.entrySet().stream()
        .filter(e -> e.getKey().startsWith(method))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** For programs. */
  public String json() {
    ObjectNode root = JSON.createObjectNode();
    rows.forEach(
        row ->
            root.withArray("resources")
                .addObject()
                .put("kind", row.kind())
                .put("namespace", row.namespace())
                .put("name", row.name())
                .put("ready", row.ready())
                .put("reason", row.reason())
                .put("message", row.message())
                .put("id", row.id()));
    ObjectNode trees = root.putObject("agentFiles");
    files.node().keySet().forEach(trees.putArray("node")::add);
    files.cluster().keySet().forEach(trees.putArray("clusterAgent")::add);
    root.putArray("datadogObjects");
    objects.forEach(
        object ->
            root.withArray("datadogObjects")
                .addObject()
                .put("kind", object.kind())
                .put("id", object.id())
                .put("title", object.title()));
    ObjectNode counted = root.putObject("datadogCalls");
    calls.forEach(counted::put);
    root.put("kubernetes", kubernetes).put("datadog", datadog);
    return text(root);
  }

  /**
   * Every object as a file: Heel's resources with their status, what became of them in Datadog, and
   * the files of the Agents.
   */
  public void dump(Path folder) {
    try {
      for (JsonNode resource : resources) {
        String kind = resource.path("kind").asText();
        String name =
            resource.at("/metadata/namespace").asText()
                + "."
                + resource.at("/metadata/name").asText();
        write(
            folder.resolve("kubernetes").resolve(kind).resolve(name + ".yaml"),
            Serialization.asYaml(resource));
      }
      for (SandboxObject object : objects) {
        write(
            folder
                .resolve("datadog")
                .resolve(object.kind())
                .resolve(PathSegment.of(object.id()) + ".json"),
            text(object.body()) + "\n");
      }
      writeAll(folder.resolve("agent/node"), files.node());
      writeAll(folder.resolve("agent/cluster-agent"), files.cluster());
    } catch (IOException e) {
      throw new CommandException("--dump " + folder + ": " + FileFault.writing(e));
    }
  }

  private static void writeAll(Path folder, Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String text(JsonNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can be written", e);
    }
  }
}
