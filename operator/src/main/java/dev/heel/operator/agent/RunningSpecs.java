package dev.heel.operator.agent;

import dev.heel.agent.files.AdmittedCheck;
import dev.heel.agent.files.RenderedCheck;
import dev.heel.resource.NamespacedName;
import java.util.HashMap;
import java.util.Map;

/**
 * Which spec of each check runs: the present one, or where that is wrong the one that was last
 * right. Pure.
 *
 * @param running by check; the present spec also of a check that never was right
 * @param lastGood what is the last right one from now on
 */
record RunningSpecs(
    Map<NamespacedName, AdmittedCheck> running, Map<NamespacedName, AdmittedCheck> lastGood) {
  private static final String NOT_ALLOWED = "not-allowed";

  /**
   * @param admitted the checks as they are
   * @param judged what becomes of each of them
   * @param lastGood the checks as they were when each was last right
   */
  static RunningSpecs of(
      Map<NamespacedName, AdmittedCheck> admitted,
      Map<NamespacedName, RenderedCheck> judged,
      Map<NamespacedName, AdmittedCheck> lastGood) {
    Map<NamespacedName, AdmittedCheck> running = new HashMap<>();
    Map<NamespacedName, AdmittedCheck> good = new HashMap<>();
    admitted.forEach(
        (key, now) -> {
          RenderedCheck check = judged.get(key);
          AdmittedCheck before = lastGood.get(key);
          boolean goesOn = !check.isRendered() && mayGoOn(check) && isSame(before, now);
          running.put(key, goesOn ? asBefore(before, now) : now);
          if (check.isRendered()) {
            good.put(key, now);
          } else if (before != null) {
            good.put(key, before);
          }
        });
    return new RunningSpecs(running, good);
  }

  /** What is no longer allowed ends at once. */
  static boolean mayGoOn(RenderedCheck check) {
    return check.problems().stream().noneMatch(problem -> problem.rule().equals(NOT_ALLOWED));
  }

  private static boolean isSame(AdmittedCheck before, AdmittedCheck now) {
    return before != null
        && before.check().getMetadata().getUid().equals(now.check().getMetadata().getUid());
  }

  /** The older spec and code, with the rights and targets of now. */
  private static AdmittedCheck asBefore(AdmittedCheck before, AdmittedCheck now) {
    return new AdmittedCheck(before.check(), now.mayBringCode(), before.content(), now.targets());
  }
}
