package dev.heel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/security.md claims what tests show")
class SecurityTest {
  private static final Path TESTS = Path.of("src/test/java");
  private static final Path TEMPLATES = Docs.ROOT.resolve("helm/heel/templates");
  private static final Pattern WITNESS = Pattern.compile("`([A-Z]\\w+)#(\\w+)`");
  private static final Pattern ROLE =
      Pattern.compile("(?m)^kind: (?:Cluster)?Role\nmetadata:\n  name: (\\S+)$");

  private static final String PAGE = Docs.read(Docs.FOLDER.resolve("security.md"));

  @Test
  @DisplayName("each test that is named is there")
  void witnesses() {
    List<String> named =
        WITNESS.matcher(PAGE).results().map(each -> each.group(1) + "#" + each.group(2)).toList();
    Map<String, Path> sources = sources();
    assertThat(named).hasSizeGreaterThan(50);
    assertThat(named.stream().filter(name -> !isThere(name, sources))).isEmpty();
  }

  private static boolean isThere(String name, Map<String, Path> sources) {
    String[] parts = name.split("#");
    return sources.containsKey(parts[0]) && methods(sources.get(parts[0])).contains(parts[1]);
  }

  @Test
  @DisplayName("each thing that a tenant can or cannot do names one")
  void eachClaim() {
    String claims = PAGE.split("(?m)^## What a tenant can do$")[1].split("(?m)^## ")[0];
    assertThat(claims.split("(?m)^- ")).hasSizeGreaterThan(8);
    assertThat(Arrays.stream(claims.split("(?m)^- ")).skip(1))
        .allSatisfy(claim -> assertThat(claim).containsPattern(WITNESS));
  }

  @Test
  @DisplayName("each role of the chart has its row, and no other has one")
  void roles() {
    String table = PAGE.split("(?m)^\\| Role ")[1].split("\n\n")[0];
    SortedSet<String> rows =
        table
            .lines()
            .skip(2)
            .flatMap(
                row -> Pattern.compile("`(heel-[a-z-]+)`").matcher(row.split("\\|")[1]).results())
            .map(each -> each.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(rows).isEqualTo(rolesOfTheChart());
  }

  private static SortedSet<String> rolesOfTheChart() {
    return files(TEMPLATES, ".yaml")
        .flatMap(file -> ROLE.matcher(Docs.read(file)).results())
        .map(each -> each.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** By the name of the class. */
  private static Map<String, Path> sources() {
    return files(TESTS, ".java")
        .collect(
            Collectors.toMap(
                file -> file.getFileName().toString().replace(".java", ""),
                Function.identity(),
                (one, other) -> one));
  }

  private static List<String> methods(Path source) {
    String name = TESTS.relativize(source).toString().replace('/', '.').replace(".java", "");
    try {
      Class<?> test = Class.forName(name, false, SecurityTest.class.getClassLoader());
      return Arrays.stream(test.getDeclaredMethods()).map(Method::getName).toList();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(source + " is not compiled", e);
    }
  }

  private static Stream<Path> files(Path folder, String suffix) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
