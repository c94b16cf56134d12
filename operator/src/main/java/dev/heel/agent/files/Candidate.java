package dev.heel.agent.files;

import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.CheckDraft.Kind;
import dev.heel.agent.check.CheckKey;
import dev.heel.agent.rules.CheckRules;
import dev.heel.agent.rules.Grounds;
import dev.heel.resource.Problem;
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

  /** By age, so that what was there first stays when a name is claimed twice. */
  static List<Candidate> all(AgentContext context, List<AdmittedCheck> checks, Standing standing) {
    List<Candidate> alone =
        checks.stream().map(check -> of(context, check)).sorted(BY_AGE).toList();
    Map<String, Candidate> owners = new HashMap<>();
    List<Candidate> together = new ArrayList<>();
    for (Candidate candidate : alone) {
      together.add(candidate.isGood() ? candidate.beside(owners, standing) : candidate);
    }
    return together;
  }

  private static Candidate of(AgentContext context, AdmittedCheck admitted) {
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

  /** A name belongs to one module, or to JMX checks of any number of resources. */
  private Candidate beside(Map<String, Candidate> owners, Standing standing) {
    if (draft.kind() == Kind.INTEGRATION) {
      return this;
    }
    CheckKey goesOn = standing.modules().get(draft.name());
    if (goesOn != null && !goesOn.equals(admitted.key())) {
      return with(taken(goesOn));
    }
    Candidate owner = owners.putIfAbsent(draft.name(), this);
    boolean shared = owner == null || owner.draft.kind() == Kind.JMX && draft.kind() == Kind.JMX;
    return shared ? this : with(taken(owner.admitted.key()));
  }

  private Problem taken(CheckKey owner) {
    return Problem.error(
        TAKEN,
        draft.namePointer(),
        "the check %s is DatadogCheck %s already".formatted(draft.name(), owner),
        "An Agent has one module of a name. Give this one another checkName.");
  }

  private Candidate with(Problem problem) {
    List<Problem> all = new ArrayList<>(problems);
    all.add(problem);
    return new Candidate(admitted, draft, List.copyOf(all));
  }
}
