package dev.heel.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The real kubectl against one cluster.
 *
 * @param program the binary
 * @param kubeconfig the file that it reads
 */
public record Kubectl(Path program, Path kubeconfig) {
  /** What kubectl said, and how it ended. */
  public record Said(int code, String out, String err) {}

  /** Runs to a good end and gives what was said on standard output, without blanks around it. */
  public String run(String... arguments) {
    Said said = attempt(null, arguments);
    assertThat(said.code()).as("kubectl %s: %s", List.of(arguments), said.err()).isZero();
    return said.out();
  }

  /** The same with manifests on standard input. */
  public String feed(String manifests, String... arguments) {
    Said said = attempt(manifests, arguments);
    assertThat(said.code()).as("kubectl %s: %s", List.of(arguments), said.err()).isZero();
    return said.out();
  }

  /** Runs to any end. */
  public Said attempt(String input, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.add("--kubeconfig=" + kubeconfig);
    command.addAll(List.of(arguments));
    try {
      Path errors = Files.createTempFile("kubectl", ".err");
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      try (var in = process.getOutputStream()) {
        if (input != null) {
          in.write(input.getBytes(StandardCharsets.UTF_8));
        }
      }
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      String err = Files.readString(errors);
      Files.delete(errors);
      return new Said(code, out.strip(), err.strip());
    } catch (IOException e) {
      throw new UncheckedIOException("kubectl does not run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while kubectl ran", e);
    }
  }

  /** Makes the one Secret that the story leaves to its reader, with keys that the sandbox takes. */
  public void createKeys(String namespace) {
    run(
        "create",
        "secret",
        "generic",
        "datadog-keys",
        "--namespace=" + namespace,
        "--from-literal=api-key=" + "0".repeat(32),
        "--from-literal=app-key=" + "0".repeat(40));
  }
}
