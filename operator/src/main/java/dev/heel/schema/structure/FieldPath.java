package dev.heel.schema.structure;

import java.util.Arrays;
import java.util.stream.Collectors;

/** JSON pointers (RFC 6901) written as Kubernetes writes the path of a field. */
public final class FieldPath {
  private FieldPath() {}

  /**
   * {@code /spec/tags/0} becomes {@code spec.tags[0]}; the empty pointer becomes the empty text.
   */
  public static String dotted(String pointer) {
    String path =
        Arrays.stream(pointer.split("/"))
            .skip(1)
            .map(part -> part.replace("~1", "/").replace("~0", "~"))
            .map(part -> part.matches("\\d+") ? "[" + part + "]" : "." + part)
            .collect(Collectors.joining());
    return path.startsWith(".") ? path.substring(1) : path;
  }
}
