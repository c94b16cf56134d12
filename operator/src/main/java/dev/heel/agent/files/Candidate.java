package dev.heel.agent.files;

import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.CheckDraft.Kind;
import dev.heel.agent.files.Standing.Owner;
import dev.heel.agent.rules.CheckRules;
import dev.heel.agent.rules.Grounds;
import dev.heel.engine.problem.RuleFault;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Problem;
import dev.heel.resource.Reference.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A check with what is wrong with it, by itself and beside the others. */
record Candidate(AdmittedCheck admitted, CheckDraft draft, List<Problem> problems) {
  static final String TAKEN = "check-name-taken";
  private static final Comparator<Candidate> BY_AGE =
      Comparator.comparing(Candidate::created).thenComparing(each -> each.admitted().key());

  /**
   * Those that can be there together, by age, so that what was there first stays when a name is
   * claimed twice.
   *
   * @param alone each with what is wrong with it by itself
   */
  static List<Candidate> together(List<Candidate> alone, Standing standing) {
    Map<String, Owner> owners = new HashMap<>(standing.names());
    List<Candidate> together = new ArrayList<>();
    alone.stream()
        .sorted(BY_AGE)
        .map(candidate -> candidate.isGood() ? candidate.beside(owners) : candidate)
        .forEach(together::add);
    return together;
  }

  /** A check with what is wrong with it by itself. */
  static Candidate of(AgentContext context, AdmittedCheck admitted) {
    CheckDraft draft = CheckDraft.of(admitted.check());
    Grounds grounds =
        new Grounds(
            admitted.mayBringCode(),
            context.secrets() != SecretBackend.NONE,
            context.collectsLogs(),
            admitted.content());
    return new Candidate(admitted, draft, CheckRules.problems(draft, grounds));
  }

  private String created() {
    return Objects.requireNonNullElse(
        admitted.check().getMetadata().getCreationTimestamp(), "9999");
  }

  boolean isGood() {
    return problems.stream().noneMatch(Problem::isError);
  }

  private Candidate beside(Map<String, Owner> owners) {
    if (draft.kind() == Kind.INTEGRATION) {
      return this;
    }
    NamespacedName key = admitted.key();
    Owner owner = owners.computeIfAbsent(draft.name(), name -> new Owner(key, draft.kind()));
    return owner.leavesRoom(key, draft.kind()) ? this : with(taken(owner.check()));
  }

  private Problem taken(NamespacedName owner) {
    return Problem.error(
        TAKEN,
        draft.namePointer(),
        "the check %s is DatadogCheck %s already".formatted(draft.name(), owner),
        "An Agent has one module of a name. Give this one another checkName.");
  }

  /** The same, which Heel itself could not render. */
  Candidate failed(Throwable fault) {
    return with(RuleFault.of(Target.of(admitted.check()), fault));
  }

  private Candidate with(Problem problem) {
    List<Problem> all = new ArrayList<>(problems);
    all.add(problem);
    return new Candidate(admitted, draft, List.copyOf(all));
  }
}
