package dev.heel.kinds.monitor.checks;

import dev.heel.engine.Check;
import dev.heel.kinds.monitor.query.Monitor;
import dev.heel.resource.Problem;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a monitor must be beyond its schema. */
public final class MonitorChecks {
  /** They look at what is there, so that they hold even if a definition is not at hand. */
  private static final List<Function<Monitor, List<Problem>>> PRESENT =
      List.of(
          ThresholdChecks::criticalIsTheQuerysNumber,
          ThresholdChecks::warningComesFirst,
          ThresholdChecks::recoveryIsOnTheOkSide,
          ThresholdChecks::eventsRecoverByThemselves,
          NoDataChecks::oneWayOfReportingSilence,
          NoDataChecks::timeframeIsLongEnough,
          NoDataChecks::timeframeFitsTheType,
          NoDataChecks::missingDataContradictsNothing,
          NoDataChecks::retentionIsInRange,
          WindowChecks::metricWindowIsInRange,
          WindowChecks::eventWindowIsWellFormed,
          WindowChecks::serviceCheckSeesEnoughRuns,
          AnomalyChecks::windowsAreWellFormed,
          AnomalyChecks::triggerWindowIsTheAlertWindow,
          ScheduleChecks::oneStartOfTheWindow,
          ScheduleChecks::timeZonesExist,
          ScheduleChecks::scheduleIsOneRecurrence,
          QueryChecks::numberHasItsZero,
          GrammarChecks::queryIsRead,
          TemplateChecks::blocksAreBalanced,
          TemplateChecks::blocksAreKnown,
          NegationChecks::warningsAreSaid,
          TagChecks::tagsAreKeptAsWritten,
          RenotifyChecks::oneDelayForNewGroups);

  /** They miss something, which a definition that is not at hand might hold. */
  private static final List<Function<Monitor, List<Problem>>> WHOLE =
      List.of(
          QueryChecks::typeIsSaid,
          QueryChecks::queryIsSaid,
          QueryChecks::queryCompares,
          QueryChecks::syntheticsAreAdopted,
          ThresholdChecks::onlyWhereTheyCount,
          NoDataChecks::timeframeIsUsed,
          NoDataChecks::missingDataFitsTheType,
          AnomalyChecks::windowsBelongToAnomalies,
          ScheduleChecks::startNeedsCumulativeWindow,
          RenotifyChecks::repetitionNeedsItsInterval,
          RenotifyChecks::repeatedStatesCome,
          RenotifyChecks::newGroupsNeedGroups,
          GroupChecks::notifyByIsPartOfTheGroups,
          GroupChecks::variablesAreGroupedBy,
          GroupChecks::serviceChecksAreGrouped,
          ConditionChecks::blocksCanHold,
          MessageVariableChecks::variablesAreKnown);

  public static final List<Check> ALL =
      Stream.concat(
              PRESENT.stream().map(MonitorChecks::always),
              WHOLE.stream().map(MonitorChecks::ifWhole))
          .toList();

  private MonitorChecks() {}

  private static Check always(Function<Monitor, List<Problem>> check) {
    return draft -> check.apply(Monitor.of(draft));
  }

  private static Check ifWhole(Function<Monitor, List<Problem>> check) {
    return draft -> draft.incomplete() ? List.of() : check.apply(Monitor.of(draft));
  }
}
