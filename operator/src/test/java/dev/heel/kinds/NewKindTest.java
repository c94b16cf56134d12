package dev.heel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.ApiKind;
import dev.heel.resource.ApiResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The contract that all kinds keep is shown by {@link KindContractTest}, this one's too. */
@DisplayName("The walk of CONTRIBUTING.md, a new kind")
class NewKindTest {
  private static final int MOST_FILES = 8;
  private static final int MOST_LINES = 350;
  private static final int MOST_EDITS = 2;

  /** The sandbox has it already: it is counted as if it were new. */
  private static final Path SERVED =
      Path.of("src/main/java/dev/heel/sandbox/datadog/webhooks/WebhookVariables.java");

  /** An edit, as the page shows it: a block that begins with the name of a file. */
  private static final Pattern EDIT = Pattern.compile("(?m)^ +// (\\S+\\.java)$");

  @Test
  @DisplayName("a plain kind is 8 files and 350 lines at most, and CONTRIBUTING says how many")
  void price() throws IOException {
    List<Path> files = new ArrayList<>(NewKind.files());
    files.add(SERVED);
    int lines = 0;
    for (Path file : files) {
      lines += Files.readAllLines(file).size();
    }
    assertThat(files).hasSizeLessThanOrEqualTo(MOST_FILES);
    assertThat(lines).isLessThanOrEqualTo(MOST_LINES);
    assertThat(contributing()).contains("%d files, %d lines".formatted(files.size(), lines));
  }

  @Test
  @DisplayName("two files are edited at most, and both are there")
  void edits() throws IOException {
    Matcher edit = EDIT.matcher(contributing());
    List<String> edited = new ArrayList<>();
    while (edit.find()) {
      edited.add(edit.group(1));
    }
    assertThat(edited).isNotEmpty().hasSizeLessThanOrEqualTo(MOST_EDITS);
    edited.forEach(file -> assertThat(Samples.root().resolve(file)).exists());
  }

  @Test
  @DisplayName("the page names each file of the walk")
  void named() throws IOException {
    String page = contributing();
    NewKind.files()
        .forEach(file -> assertThat(page).contains("`" + file.getFileName().toString() + "`"));
  }

  @Test
  @DisplayName("its sample becomes the body that Datadog takes")
  void body() throws IOException {
    assertThat(body(NewKind.KIND))
        .isEqualTo(
            Samples.JSON.readTree(
                "{\"name\": \"SHOP_ROOM\", \"value\": \"room of prod-eu-1\", \"is_secret\":"
                    + " false}"));
  }

  private static <R extends ApiResource> JsonNode body(ApiKind<R> kind) {
    return Samples.desired(kind, Samples.read(KindContractTest.samplePath(kind), kind.type()));
  }

  private static String contributing() throws IOException {
    return Files.readString(Samples.root().resolve("CONTRIBUTING.md"));
  }
}
