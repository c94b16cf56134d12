package dev.heel.query;

import dev.heel.query.tree.Span;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A tree without its places, as a text: what two trees have in common that mean the same. */
final class Shape {
  private Shape() {}

  static String of(Object tree) {
    if (tree instanceof List<?> list) {
      return list.stream().map(Shape::of).collect(Collectors.joining(",", "[", "]"));
    }
    if (tree instanceof Optional<?> optional) {
      return optional.map(Shape::of).orElse("nothing");
    }
    if (!(tree instanceof Record)) {
      return String.valueOf(tree);
    }
    return Stream.of(tree.getClass().getRecordComponents())
        .filter(each -> each.getType() != Span.class)
        .map(each -> of(value(tree, each)))
        .collect(Collectors.joining(" ", tree.getClass().getSimpleName() + "(", ")"));
  }

  private static Object value(Object tree, RecordComponent component) {
    try {
      return component.getAccessor().invoke(tree);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
