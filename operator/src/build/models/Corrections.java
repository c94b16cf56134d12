import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the client lacks or has otherwise than the API.
 *
 * @param lines by the model's name, the parts of each line: the kind first
 */
record Corrections(Map<String, List<List<String>>> lines) {
  /** Those of one version. */
  static Corrections of(Path file, String version) throws IOException {
    try (Stream<String> all = Files.lines(file)) {
      return new Corrections(
          all.filter(line -> line.startsWith(version + "\t"))
              .map(line -> List.of(line.split("\t")))
              .collect(
                  Collectors.groupingBy(
                      parts -> parts.get(1),
                      TreeMap::new,
                      Collectors.mapping(
                          parts -> parts.subList(2, parts.size()), Collectors.toList()))));
    }
  }

  /** The values that are added to an enum. */
  List<String> values(String name) {
    return lines.getOrDefault(name, List.of()).stream()
        .flatMap(parts -> parts.stream().skip(1))
        .toList();
  }

  /** Puts them into a table: models that it has get their parts, others are added. */
  void layOver(Map<String, String> table) {
    lines.forEach(
        (name, all) ->
            all.forEach(each -> table.merge(name, String.join("\t", each), Corrections::laidOver)));
  }

  /** One line's parts, and another's over those of the same name; both are of one kind. */
  private static String laidOver(String line, String correction) {
    List<String> of = List.of(line.split("\t"));
    List<String> over = List.of(correction.split("\t"));
    if (!of.get(0).equals(over.get(0))) {
      throw new IllegalStateException(correction + " corrects what is otherwise: " + line);
    }
    int head = of.get(0).equals("by") ? 2 : 1;
    Map<String, String> parts = new TreeMap<>();
    of.subList(head, of.size()).forEach(part -> parts.put(name(part), part));
    over.subList(head, over.size()).forEach(part -> parts.put(name(part), part));
    return String.join("\t", of.subList(0, head)) + "\t" + String.join("\t", parts.values());
  }

  /** A field goes by its name, all else by what it is. */
  private static String name(String part) {
    return part.replaceFirst("[!~]?:[^:=]*$", "");
  }
}
