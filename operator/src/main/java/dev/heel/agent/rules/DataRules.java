package dev.heel.agent.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.ConfEntry;
import dev.heel.agent.integrations.Integration;
import dev.heel.agent.integrations.Option;
import dev.heel.agent.integrations.Review;
import dev.heel.agent.integrations.Review.Mark;
import dev.heel.engine.read.Nearest;
import dev.heel.engine.read.Pointers;
import dev.heel.resource.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A namespace that brings data and no code uses options that people found to be data, and no other:
 * what the catalogue does not know is refused as well, under each of its names.
 */
final class DataRules {
  private final String check;
  private final List<Problem> problems = new ArrayList<>();

  private DataRules(String check) {
    this.check = check;
  }

  static List<Problem> optionsAreData(CheckDraft draft, Grounds grounds) {
    Optional<Integration> known = Catalogue.of(draft);
    if (grounds.mayBringCode() || known.isEmpty()) {
      return List.of();
    }
    DataRules rules = new DataRules(known.get().name());
    rules.options(known.get().init(), draft.initConfig(), "/spec/initConfig");
    for (ConfEntry each : draft.instances()) {
      rules.options(known.get().instance(), each.options(), each.pointer());
    }
    return List.copyOf(rules.problems);
  }

  private void options(List<Option> known, JsonNode tree, String at) {
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      String place = Pointers.member(at, field.getKey());
      Optional<Option> option = Integration.find(known, field.getKey());
      if (option.isEmpty()) {
        refuse(place, unknown(known, field.getKey()));
      } else if (option.get().options() != null) {
        options(option.get().options(), field.getValue(), place);
      } else {
        option(option.get(), field, place);
      }
    }
  }

  private String unknown(List<Option> known, String name) {
    String nearest =
        Nearest.to(name, known.stream().filter(Option::isData).map(Option::name).toList())
            .map(" (did you mean %s?)"::formatted)
            .orElse("");
    return "Heel does not know the option %s of %s%s".formatted(name, check, nearest);
  }

  private void option(Option option, Map.Entry<String, JsonNode> field, String place) {
    String name = field.getKey();
    boolean older = option.formerly().contains(name);
    String named = older ? "%s, an old name of %s,".formatted(name, option.name()) : name;
    Review review = option.review();
    if (review == null) {
      refuse(place, "Heel does not know what %s reads of the Agent".formatted(named));
    } else if (review.mark() == Mark.LOCAL) {
      refuse(place, named + " " + review.reason());
    } else {
      values(review, field.getValue(), place);
    }
  }

  private void values(Review review, JsonNode value, String place) {
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        values(review, value.get(i), place + "/" + i);
      }
    } else if (value.isValueNode() && !value.isNull()) {
      refusal(review, value.asText()).ifPresent(why -> refuse(place, why));
    }
  }

  private static Optional<String> refusal(Review review, String text) {
    if (!review.covers(text)) {
      return Optional.of(
          "only the values %s are data".formatted(String.join(", ", sorted(review))));
    }
    return switch (review.mark()) {
      case HOST -> Destination.refusalOfHost(text);
      case URL -> Destination.refusalOfUrl(text);
      case DATA, LOCAL -> Optional.empty();
    };
  }

  private static List<String> sorted(Review review) {
    return review.values().stream().sorted().toList();
  }

  private void refuse(String place, String why) {
    problems.add(Problems.notAllowed(place, why));
  }
}
