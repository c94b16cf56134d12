package dev.heel.agent.rules;

import dev.heel.agent.check.CheckDraft;
import dev.heel.engine.problem.IgnoredRules;
import dev.heel.engine.problem.RuleFault;
import dev.heel.engine.read.SpecBounds;
import dev.heel.resource.Problem;
import dev.heel.resource.Reference.Target;
import java.util.List;
import java.util.Optional;

/** All that can be wrong with one check. */
public final class CheckRules {
  private static final List<Rule> RULES =
      List.of(
          (draft, grounds) -> draft.unreadable(),
          ShapeRules::saysWhatIsRun,
          ShapeRules::saysWhereItRuns,
          ShapeRules::openPartsAreMappings,
          ShapeRules::hasInstances,
          ShapeRules::wholeFilesAreNotPastedIn,
          ShapeRules::intervalIsSaidOnce,
          NameRules::nameIsModule,
          NameRules::nameIsIntegrations,
          NameRules::nameIsFree,
          NameRules::integrationIsKnown,
          TenancyRules::bringsNoCode,
          TenancyRules::readsNothingOfTheAgents,
          DataRules::optionsAreData,
          TenancyRules::logsAreNotOfTheNode,
          PythonRules::sourceIsThere,
          PythonRules::moduleIsRight,
          JmxRules::typedFieldsAreNotSaidTwice,
          JmxRules::somethingIsRead,
          JmxRules::urlsHaveNames,
          JmxRules::confIsReadable,
          JmxRules::jarsHaveSources,
          JmxRules::jarsAreThere,
          VariableRules::variablesAreKnown,
          VariableRules::targetsAreUsed,
          SecretRules::secretsStandAlone,
          SecretRules::secretsCanBeRead,
          SecretRules::handlesAreWhole,
          SecretRules::credentialsAreNotInClear,
          OptionRules::optionsAreKnown,
          OptionRules::commonOptionsFit,
          PlaceRules::addressIsNotThePods,
          PlaceRules::oneThingIsAskedOnce,
          LogRules::logsAreReadOnNodes,
          LogRules::logsAreCollected,
          LogRules::logsAreComplete);

  private CheckRules() {}

  /** One requirement, as a method reference whose name reads as the requirement. */
  @FunctionalInterface
  interface Rule {
    /** Never throws, whatever the spec holds. */
    List<Problem> problems(CheckDraft draft, Grounds grounds);
  }

  /**
   * In the order of the rules; errors keep it from the Agents. A rule that throws all the same is a
   * {@link RuleFault}.
   */
  public static List<Problem> problems(CheckDraft draft, Grounds grounds) {
    Optional<Problem> leftOut = SpecBounds.problem(draft.check().getSpec());
    if (leftOut.isPresent()) {
      return List.of(leftOut.get());
    }
    Target check = Target.of(draft.check());
    List<Problem> all =
        RULES.stream()
            .flatMap(
                rule ->
                    RuleFault.guarded(
                        () -> rule.problems(draft, grounds), e -> RuleFault.of(check, e))
                        .stream())
            .distinct()
            .toList();
    return IgnoredRules.of(draft.check()).without(all);
  }
}
