package dev.heel.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people see of their files: places, errors, and what comes out of streams and folders. */
class ManifestReaderTest {
  private static final ManifestReader READER = new ManifestReader(InputStream.nullInputStream());

  private static ReadFile read(String text) {
    return READER.read(new Source("m.yaml"), text);
  }

  private static Manifest one(String text) {
    ReadFile file = read(text);
    assertThat(file.errors()).isEmpty();
    assertThat(file.manifests()).hasSize(1);
    return file.manifests().get(0);
  }

  private static String error(String text) {
    ReadFile file = read(text);
    assertThat(file.errors()).hasSize(1);
    return file.errors().get(0).toString();
  }

  @Test
  void namesAndPlacesOfAMonitor() {
    Manifest monitor =
        one(
            """
            apiVersion: heel.dev/v1alpha1
            kind: DatadogMonitor
            metadata: {name: my-metric, namespace: home}
            spec:
              query: avg(last_5m):avg:my_metric{*} > 800
              options:
                thresholds: {warning: 500, critical: 900}
              tags:
              - a
            """);
    assertThat(monitor.apiVersion()).isEqualTo("heel.dev/v1alpha1");
    assertThat(monitor.kind()).isEqualTo("DatadogMonitor");
    assertThat(monitor.namespace()).isEqualTo("home");
    assertThat(monitor.name()).isEqualTo("my-metric");
    assertThat(monitor.at("/spec/options/thresholds/critical")).hasToString("7:42");
    assertThat(monitor.keyAt("/spec/options/thresholds/critical")).hasToString("7:32");
    assertThat(monitor.at("/spec/tags/0")).hasToString("9:5");
    assertThat(monitor.at("/spec/options/missing/deep")).hasToString("7:5");
    assertThat(monitor.at("/nothing")).hasToString("1:1");
    int number = monitor.json().at("/spec/query").textValue().indexOf("800");
    assertThat(monitor.within("/spec/query", number)).hasToString("5:42");
    assertThat(monitor.line(7)).isEqualTo("    thresholds: {warning: 500, critical: 900}");
    assertThat(monitor.line(99)).isEmpty();
  }

  @Test
  void streamsAreReadDocumentByDocumentAndOneFaultCostsOne() {
    ReadFile file =
        read(
            """
            # only a comment
            ---
            kind: A
            metadata: {name: a}
            ---
            kind: B
            metadata: {name: b
            ---
            # empty
            --- # with a comment
            kind: C
            metadata: {name: c}
            """);
    assertThat(file.manifests()).extracting(Manifest::name).containsExactly("a", "c");
    assertThat(file.manifests().get(1).at("/metadata/name")).hasToString("12:18");
    assertThat(file.errors()).hasSize(1);
    assertThat(file.errors().get(0).position().line()).isBetween(7, 8);
  }

  @Test
  void listsAreUnfoldedWithTheirPlaces() {
    ReadFile file =
        read(
            """
            kind: List
            items:
            - kind: A
              metadata: {name: a}
              spec: {y: 1}
            - kind: BList
              items:
              - {kind: B, metadata: {name: b}}
            """);
    assertThat(file.manifests()).extracting(Manifest::name).containsExactly("a", "b");
    assertThat(file.manifests().get(0).at("/metadata/name")).hasToString("4:20");
    assertThat(file.manifests().get(1).at("")).hasToString("8:5");
    assertThat(file.manifests().get(0).traps())
        .containsExactly(new Trap("/spec/true", true, "y", "true"));
    assertThat(file.manifests().get(1).traps()).isEmpty();
  }

  @Test
  void bareYIsATrapAsKeyAndAsValue() {
    Manifest manifest = one("kind: A\nlayout: {x: 0, y: 2}\nvalue: No\nfine: true\ntext: 'y'\n");
    assertThat(manifest.traps())
        .containsExactly(
            new Trap("/layout/true", true, "y", "true"), new Trap("/value", false, "No", "false"));
    assertThat(manifest.keyAt("/layout/true")).hasToString("2:16");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "q: 'it''s > 800';2:13",
        "q: \"a\\t\\u00e9 > 800\";2:17",
        "q: |\\n    one\\n    two > 800\\n;4:11",
        "q: |-\\n\\n    two > 800;4:11",
        "q: >\\n    one\\n    two > 800\\n;4:11",
        "q: one\\n    two > 800;3:11",
        "q: 'one\\n\\n    two > 800';4:11",
        "q: \"one \\\\\\n    two > 800\";3:11"
      })
  void aFragmentIsFoundInEveryStyleOfScalar(String yaml, String place) {
    String text = "kind: A\n" + yaml.replace("\\n", "\n");
    Manifest manifest = one(text);
    int offset = manifest.json().get("q").textValue().indexOf("800");
    assertThat(manifest.within("/q", offset)).hasToString(place);
  }

  @Test
  void jsonFilesKeepTheirPlacesToo() {
    ReadFile file =
        READER.read(
            new Source("m.json"),
            "{\n\t\"kind\": \"A\",\n\t\"spec\": {\"q\": \"a\\n> 800\", \"n\": 5.0, \"y\": [true]}\n}");
    Manifest manifest = file.manifests().get(0);
    assertThat(manifest.at("/spec/q")).hasToString("3:16");
    assertThat(manifest.within("/spec/q", 4)).hasToString("3:22");
    assertThat(manifest.keyAt("/spec/y")).hasToString("3:38");
    assertThat(manifest.json().at("/spec/n").isInt()).isTrue();
    assertThat(READER.read(new Source("m.json"), "{\"a\": }").errors().get(0).toString())
        .startsWith("m.json:1:7: not JSON: ");
  }

  @Test
  void aColumnOfJsonCountsAnEmojiAsOneToo() {
    Manifest manifest =
        one("{\"a\": \"\uD83D\uDE00\uD83D\uDE00\", \"b\": 1,\n \"c\uD83D\uDE00\": [2]}");
    assertThat(manifest.at("/b")).hasToString("1:18");
    assertThat(manifest.keyAt("/c\uD83D\uDE00")).hasToString("2:2");
    assertThat(manifest.at("/c\uD83D\uDE00/0")).hasToString("2:9");
    assertThat(READER.read(new Source("m.json"), "{\"\uD83D\uDE00\": }").errors().get(0).toString())
        .startsWith("m.json:1:7: not JSON: ");
  }

  @Test
  void yamlInBracesIsYaml() {
    assertThat(one("{kind: A, metadata: {name: a}}").name()).isEqualTo("a");
  }

  @Test
  void errorsSayWhereAndWhatToDo() {
    assertThat(error("kind: A\nspec:\n\ta: b\n"))
        .isEqualTo("m.yaml:3:1: a tab in the indentation; indent with spaces");
    assertThat(error("\rkind: A\nspec:\n  \ta: b\n"))
        .as("a line may end in a carriage return alone")
        .contains("a tab in the indentation");
    assertThat(error("kind: A\nmessage: a: b\n")).startsWith("m.yaml:2:11: a colon that begins");
    assertThat(error("kind: A\nb: 1\nc: {d: 1, d: 2}\n"))
        .isEqualTo(
            "m.yaml:3:11: the key d is already in this mapping, at line 3, column 5;"
                + " leave one of the two");
    assertThat(error("kind: A\ny: 1\n'true': 2\n")).startsWith("m.yaml:3:1: the key true is");
    assertThat(error("- a\n")).startsWith("m.yaml:1:1: a Kubernetes object is a mapping");
    assertThat(error("kind: A\na: .inf\n")).startsWith("m.yaml:2:4: .inf is a number");
    assertThat(error("kind: A\n--- {a: b}\n")).startsWith("m.yaml:2:4: kubectl drops");
    assertThat(error("kind: A\na: \u0001\n")).startsWith("m.yaml:2:4: the character U+0001");
  }

  @Test
  void aBombIsRefusedQuicklyWithItsPlace() {
    StringBuilder bomb = new StringBuilder("kind: A\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String before = "*a" + (i - 1);
      bomb.append("a%d: &a%d [".formatted(i, i));
      bomb.append(String.join(", ", Collections.nCopies(10, before))).append("]\n");
    }
    assertThat(error(bomb.toString()))
        .matches("m.yaml:\\d+:\\d+: anchors and aliases multiply this document .*");
    assertThat(error("kind: A\na: &x {b: *x}\n")).contains("contains itself");
    String merges = "kind: A\na: &x {b: 1, c: {<<: *x}}\n";
    assertThat(error(merges)).contains("no end");
  }

  @Test
  void anEmojiMayStandAnywhere() {
    for (int length = 1000; length < 1050; length++) {
      assertThat(
              one("kind: A\na: " + "x".repeat(length) + "\uD83D\uDE00\n").json().get("a").asText())
          .endsWith("\uD83D\uDE00");
    }
  }

  @Test
  void ordinaryAliasesAreFine() {
    Manifest manifest = one("kind: A\na: &x {b: [1, 2]}\nc: *x\nd: *x\n");
    assertThat(manifest.json().at("/d/b/1").asInt()).isEqualTo(2);
  }

  @Test
  void deepNestingIsAnErrorNotACrash() {
    assertThat(error("a: " + "[".repeat(100_000))).contains("nested too deeply");
  }

  @Test
  void foldersAreReadRecursivelyInOrderWithoutWhatIsHidden(@TempDir Path folder)
      throws IOException {
    Files.createDirectories(folder.resolve("b/.hidden"));
    for (String name :
        List.of("z.yaml", "a.yml", "b/c.json", ".h.yaml", "b/.hidden/d.yaml", "n.txt")) {
      Files.writeString(folder.resolve(name), "{\"kind\": \"A\"}");
    }
    Files.write(folder.resolve("bad.yaml"), new byte[] {'a', (byte) 0xff});
    List<ReadFile> files = READER.read(folder);
    assertThat(files)
        .extracting(file -> folder.relativize(Path.of(file.source().name())).toString())
        .containsExactly("a.yml", "b/c.json", "bad.yaml", "z.yaml");
    assertThat(files.get(2).errors().get(0).message()).isEqualTo("the file is not UTF-8");
  }

  @Test
  void missingPathAndStandardInput() {
    assertThat(READER.read(Path.of("no/where")).get(0).errors().get(0))
        .hasToString("no/where: no such file or folder; check the path");
    InputStream in = new ByteArrayInputStream("kind: A".getBytes(StandardCharsets.UTF_8));
    ReadFile file = new ManifestReader(in).read(Path.of("-")).get(0);
    assertThat(file.manifests().get(0)).hasToString("<stdin>:1:1");
  }

  @Test
  void aFolderWithoutManifestsIsAnErrorAndNoFile(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("README.md"), "no manifest");
    ReadFile read = READER.read(List.of(folder)).get(0);
    assertThat(read.isRead()).isFalse();
    assertThat(read.errors().get(0))
        .hasToString(folder + ": this folder has no file *.yaml, *.yml or *.json; check the path");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# only\n# comments\n", "---\n---\n", "null\n"})
  void filesWithoutObjectsAreAnErrorWhereNoOtherHasOne(String text, @TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("a.yaml"), text);
    assertThat(READER.read(List.of(folder)).get(0).errors().get(0).toString())
        .startsWith(file + ": there is no Kubernetes object in it");

    Files.writeString(folder.resolve("b.yaml"), "kind: A");
    assertThat(READER.read(List.of(folder))).allMatch(each -> each.errors().isEmpty());
  }

  @Test
  void whyAFileCannotBeReadIsMoreThanItsName() {
    assertThat(FileFault.why(new AccessDeniedException("/a"))).isEqualTo("permission denied");
    assertThat(FileFault.why(new FileSystemException("/a", null, "Too many open files")))
        .isEqualTo("Too many open files");
    assertThat(FileFault.why(new IOException("Input/output error")))
        .isEqualTo("Input/output error");
  }
}
