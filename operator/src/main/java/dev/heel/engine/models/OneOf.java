package dev.heel.engine.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One of several forms that no field tells apart: a value is taken for the one that is nearest. */
final class OneOf extends Model {
  private final List<String> types;
  private final Models models;

  /**
   * @param types as the table writes them; they are read when a body has such a value
   */
  OneOf(List<String> types, Models models) {
    this.types = types.stream().map(String::intern).toList();
    this.models = models;
  }

  private List<Model> forms() {
    return types.stream().map(models::type).toList();
  }

  @Override
  boolean takes(JsonNode value) {
    return forms().stream().anyMatch(form -> form.takes(value));
  }

  @Override
  String words() {
    return forms().stream().map(Model::words).distinct().collect(Collectors.joining(" or "));
  }

  /** Among forms that are equally near, one of which nothing is told goes first. */
  @Override
  void inspect(JsonNode value, At at, Consumer<Misfit> found) {
    List<Model> taking = forms().stream().filter(form -> form.takes(value)).toList();
    int least = taking.stream().mapToInt(form -> form.distance(value)).min().orElse(0);
    taking.stream()
        .filter(form -> form.distance(value) == least)
        .map(form -> form.misfits(value))
        .min(Comparator.comparingInt(List::size))
        .ifPresent(misfits -> misfits.forEach(each -> found.accept(below(at, each))));
  }

  private static Misfit below(At at, Misfit misfit) {
    return new Misfit(
        misfit.sort(), at.pointer() + misfit.pointer(), misfit.value(), misfit.known());
  }

  @Override
  int distance(JsonNode value) {
    return forms().stream().mapToInt(form -> form.distance(value)).min().orElse(0);
  }
}
