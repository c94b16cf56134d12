package dev.heel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heel.cli.HeelProcess.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Root may read everything, so that where root runs this, a process without that right is asked.
 */
@DisplayName("A folder that may not be read")
class ClosedFolderTest {
  private static final String WRONG =
      "{apiVersion: heel.dev/v1alpha1, kind: DatadogMonitor, metadata: {name: a}, spec: {tpye: x}}";

  @TempDir private Path folder;
  private Path closed;

  @BeforeEach
  void make() throws IOException {
    assumeTrue(HeelProcess.mayRunAsAnybody(), "root, and no setpriv");
    Files.writeString(folder.resolve("other.yaml"), WRONG);
    closed = Files.createDirectories(folder.resolve("closed/below")).getParent();
  }

  @AfterEach
  void open() {
    closed.toFile().setExecutable(true);
    closed.toFile().setReadable(true);
  }

  @Test
  @DisplayName("is told by itself, the others are read, and nobody takes it for good")
  void notListed() {
    assumeTrue(closed.toFile().setReadable(false), "a file system without permissions");

    Said said = HeelProcess.runAsAnybody("validate", "-f", folder.toString());

    assertThat(said.code()).as(said.out()).isEqualTo(2);
    assertThat(said.out() + said.err())
        .contains(closed + ": error: cannot be read: permission denied", "other.yaml");
  }

  @Test
  @DisplayName("nor is one in which nothing can be looked at, though its names can be listed")
  void notEntered() {
    assumeTrue(closed.toFile().setExecutable(false), "a file system without permissions");

    Said said = HeelProcess.runAsAnybody("validate", "-f", folder.toString());

    assertThat(said.code()).as(said.out()).isEqualTo(2);
    assertThat(said.out() + said.err())
        .contains(closed.resolve("below") + ": error: cannot be read: permission denied");
  }
}
