package dev.heel.agent.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.ConfEntry;
import dev.heel.agent.check.Variable;
import dev.heel.agent.integrations.Integration;
import dev.heel.agent.integrations.Integrations;
import dev.heel.agent.integrations.Option;
import dev.heel.engine.read.Nearest;
import dev.heel.engine.read.Pointers;
import dev.heel.engine.read.ValueWords;
import dev.heel.resource.Problem;
import dev.heel.resource.SecretMention;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Options of integrations against the catalogue. Datadog's own models refuse a wrong type when the
 * check is loaded, and say nothing of a name that they do not know.
 */
final class OptionRules {
  /** Only a warning, and only where code may be brought: elsewhere {@link DataRules} refuses it. */
  private static final String UNKNOWN = "unknown-option";

  private OptionRules() {}

  static List<Problem> optionsAreKnown(CheckDraft draft, Grounds grounds) {
    List<Problem> problems = new ArrayList<>();
    Catalogue.of(draft)
        .ifPresent(
            known -> {
              look(known.name(), known.init(), draft.initConfig(), "/spec/initConfig", problems);
              for (ConfEntry each : draft.instances()) {
                look(known.name(), known.instance(), each.options(), each.pointer(), problems);
                problems.addAll(required(known, each));
              }
            });
    return problems.stream()
        .filter(each -> grounds.mayBringCode() || !each.rule().equals(UNKNOWN))
        .toList();
  }

  /** What the Agent itself reads of each instance, whoever wrote the check. */
  static List<Problem> commonOptionsFit(CheckDraft draft, Grounds grounds) {
    if (Catalogue.of(draft).isPresent()) {
      return List.of();
    }
    List<Problem> problems = new ArrayList<>();
    for (ConfEntry each : draft.instances()) {
      for (Map.Entry<String, JsonNode> field : each.options().properties()) {
        String at = Pointers.member(each.pointer(), field.getKey());
        Integration.find(Integrations.common(), field.getKey())
            .ifPresent(option -> known(option, field, at, problems));
      }
    }
    return problems;
  }

  private static void look(
      String check, List<Option> options, JsonNode tree, String at, List<Problem> problems) {
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      String place = Pointers.member(at, field.getKey());
      Optional<Option> option = Integration.find(options, field.getKey());
      if (option.isEmpty() && !ShapeRules.TOP.contains(field.getKey())) {
        problems.add(unknown(check, options, field.getKey(), place));
      } else if (option.isPresent()) {
        known(option.get(), field, place, problems);
        if (option.get().options() != null) {
          look(check, option.get().options(), field.getValue(), place, problems);
        }
      }
    }
  }

  private static Problem unknown(String check, List<Option> options, String name, String at) {
    String nearest = Nearest.hint(name, options.stream().map(Option::name).toList());
    return Problem.warning(
        UNKNOWN,
        at,
        "%s has no option %s that Heel knows, and the Agent ignores what it does not know%s"
            .formatted(check, name, nearest),
        "");
  }

  private static void known(
      Option option, Map.Entry<String, JsonNode> field, String at, List<Problem> problems) {
    if (option.formerly().contains(field.getKey())) {
      problems.add(
          Problem.warning(
              "deprecated-option",
              at,
              "%s is an old name of %s; the Agent still reads it"
                  .formatted(field.getKey(), option.name()),
              ""));
    }
    if (option.deprecated() != null) {
      problems.add(
          Problem.warning(
              "deprecated-option",
              at,
              "%s is a thing of the past".formatted(field.getKey()),
              "Use " + option.deprecated() + "."));
    }
    if (!fits(option.type(), field.getValue())) {
      problems.add(
          Problem.error(
              "wrong-type",
              at,
              "%s must be %s, and this is %s"
                  .formatted(
                      field.getKey(),
                      option.type().words(),
                      ValueWords.withoutText(field.getValue())),
              "The check does not start with it."));
    }
  }

  /** As the integrations' models read: a text may say a number or a boolean, never the reverse. */
  private static boolean fits(Option.Type type, JsonNode value) {
    if (value.isNull() || type.fits(value)) {
      return true;
    }
    String text = value.isTextual() ? value.textValue() : "";
    boolean later = !Variable.in(text).isEmpty() || SecretMention.isMeant(text);
    return switch (type) {
      case NUMBER -> later || text.matches("[-+]?[0-9]*\\.?[0-9]+") || text.contains("ENC[");
      case INTEGER -> later || text.matches("[-+]?[0-9]+") || text.contains("ENC[");
      case BOOLEAN -> later || text.matches("(?i)true|false|yes|no|on|off|1|0|t|f|y|n");
      case STRING, MAPPING, LIST, ANY -> false;
    };
  }

  private static List<Problem> required(Integration known, ConfEntry entry) {
    List<Problem> problems = new ArrayList<>();
    JsonNode instance = entry.options();
    String at = entry.pointer();
    known.instance().stream()
        .filter(Option::required)
        .filter(option -> !has(known, instance, option.name()))
        .forEach(option -> problems.add(missing(known, at, List.of(option.name()))));
    for (List<String> group : known.oneOf()) {
      if (group.stream().noneMatch(name -> has(known, instance, name))) {
        problems.add(missing(known, at, group));
      }
    }
    return problems;
  }

  private static boolean has(Integration known, JsonNode instance, String name) {
    Optional<Option> option = Integration.find(known.instance(), name);
    return instance.hasNonNull(name)
        || option.stream().flatMap(o -> o.formerly().stream()).anyMatch(instance::hasNonNull);
  }

  private static Problem missing(Integration known, String at, List<String> names) {
    String any = String.join(" or ", names);
    return Problem.error(
        "required-option",
        at,
        "%s needs %s in each instance".formatted(known.name(), any),
        "Add " + names.get(0) + ".");
  }
}
