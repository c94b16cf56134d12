package dev.heel.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heel.manifest.ReadFile.Access;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What stands in a folder and is no file of manifests; the others are read all the same. */
@DisplayName("A folder with odd things in it")
class OddEntriesTest {
  private static final String GOOD = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";

  @TempDir private Path folder;

  @BeforeEach
  void good() throws IOException {
    Files.writeString(folder.resolve("good.yaml"), GOOD);
  }

  private ReadFile odd(String name) {
    List<ReadFile> files = new ManifestReader(InputStream.nullInputStream()).read(folder);
    assertThat(files)
        .filteredOn(each -> each.source().name().endsWith("good.yaml"))
        .singleElement()
        .satisfies(each -> assertThat(each.manifests()).hasSize(1));
    return files.stream()
        .filter(each -> each.source().name().endsWith(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("a link to nothing is told with its target: the folder is at fault, not the reading")
  void danglingLink() throws IOException {
    Files.createSymbolicLink(folder.resolve("link.yaml"), Path.of("gone.yaml"));

    ReadFile link = odd("link.yaml");

    assertThat(link.access()).isEqualTo(Access.NOTHING);
    assertThat(link.errors())
        .extracting(ManifestError::message)
        .containsExactly("this link leads to gone.yaml, which is not there");
  }

  @Test
  @DisplayName("links that lead to each other are told, and followed no further")
  void loop() throws IOException {
    Files.createSymbolicLink(folder.resolve("one.yaml"), Path.of("two.yaml"));
    Files.createSymbolicLink(folder.resolve("two.yaml"), Path.of("one.yaml"));
    Files.createSymbolicLink(folder.resolve("up"), folder);

    assertThat(odd("one.yaml").errors().get(0).message()).startsWith("this link leads to two.yaml");
    assertThat(odd("two.yaml").errors().get(0).message()).startsWith("this link leads to one.yaml");
  }

  @Test
  @Timeout(20)
  @DisplayName("a named pipe is not waited for")
  void pipe() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe.yaml");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo");

    assertThat(odd("pipe.yaml").errors().get(0).message()).contains("neither a file nor a folder");
  }

  @Test
  @DisplayName("a file of more than 64 MiB is not read")
  void huge() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("huge.yaml").toFile(), "rw")) {
      file.setLength(100L * 1024 * 1024);
    }

    assertThat(odd("huge.yaml").errors().get(0).message())
        .isEqualTo("cannot be read: it has more than 64 MiB");
  }

  @Test
  @DisplayName("bytes that are no text are a fault of the file, which was read")
  void binary() throws IOException {
    Files.write(folder.resolve("logo.yaml"), new byte[] {(byte) 0x89, 'P', 'N', 'G', (byte) 0xff});

    assertThat(odd("logo.yaml").isRead()).isTrue();
    assertThat(odd("logo.yaml").errors().get(0).message()).isEqualTo("the file is not UTF-8");
  }

  @Test
  @DisplayName("standard input that breaks off is not taken for an empty one")
  void brokenInput() {
    InputStream broken =
        new ByteArrayInputStream(new byte[0]) {
          @Override
          public int read(byte[] bytes, int offset, int length) {
            throw new IllegalStateException("the reader asks for all at once");
          }

          @Override
          public byte[] readNBytes(int length) throws IOException {
            throw new IOException("standard input is closed");
          }
        };

    ReadFile input = new ManifestReader(broken).read(Path.of("-")).get(0);

    assertThat(input.isUnread()).isTrue();
    assertThat(input.errors().get(0).message())
        .isEqualTo("cannot be read: standard input is closed");
  }
}
