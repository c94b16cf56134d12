package dev.heel.agent.integrations;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an integration takes.
 *
 * @param name the check's name in the Agent
 * @param source the document that the options are from
 * @param jmx whether it runs in the Agent's JVM
 * @param onNodes whether it looks at the node that it runs on, so that it belongs on each
 * @param oneOf groups of options of which an instance needs at least one to be there
 * @param init options of init_config
 * @param instance options of an instance
 */
public record Integration(
    String name,
    String source,
    boolean jmx,
    boolean onNodes,
    List<List<String>> oneOf,
    List<Option> init,
    List<Option> instance) {

  public Integration {
    oneOf = oneOf == null ? List.of() : List.copyOf(oneOf);
    init = init == null ? List.of() : List.copyOf(init);
    instance = instance == null ? List.of() : List.copyOf(instance);
  }

  /** The same with the options that all integrations of its sort have. */
  Integration with(List<Option> moreInit, List<Option> moreInstance) {
    return new Integration(
        name, source, jmx, onNodes, oneOf, joined(init, moreInit), joined(instance, moreInstance));
  }

  /** An integration's own word of an option goes before the common one. */
  private static List<Option> joined(List<Option> own, List<Option> common) {
    List<Option> all = new ArrayList<>(own);
    common.stream()
        .filter(each -> own.stream().noneMatch(mine -> mine.name().equals(each.name())))
        .forEach(all::add);
    return all;
  }

  /** The option of that name, be it an older one. */
  public static Optional<Option> find(List<Option> options, String name) {
    return options.stream()
        .filter(each -> each.name().equals(name) || each.formerly().contains(name))
        .findFirst();
  }
}
