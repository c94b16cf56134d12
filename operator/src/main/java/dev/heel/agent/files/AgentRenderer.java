package dev.heel.agent.files;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Renders checks of one Agent for as long as one pass lasts. Each spec of a check is judged once
 * and rendered once, however many sets it is in; anew only for another class path. Not for several
 * threads.
 */
public final class AgentRenderer {
  private final AgentContext context;
  private final Map<AdmittedCheck, Candidate> judged = new IdentityHashMap<>();
  private final Map<Candidate, Rendered> rendered = new IdentityHashMap<>();

  private record Rendered(List<String> classpath, CheckFiles files) {}

  public AgentRenderer(AgentContext context) {
    this.context = context;
  }

  /**
   * Renders a set of checks. Those that were rendered before must be the same objects to be known
   * again.
   *
   * @param standing what keeps running beside them
   */
  public RenderedFiles render(Collection<AdmittedCheck> checks, Standing standing) {
    List<Candidate> candidates =
        Candidate.together(checks.stream().map(this::judged).toList(), standing);
    Jars jars = new Jars(standing.jars());
    candidates.stream()
        .filter(Candidate::isGood)
        .forEach(each -> jars.add(each.draft(), each.admitted().content()));
    Trees trees = new Trees(jars.all());
    List<String> classpath = jars.all().classpath();
    candidates.forEach(each -> trees.add(each.admitted().key(), files(each, classpath)));
    return trees.files();
  }

  private Candidate judged(AdmittedCheck check) {
    return judged.computeIfAbsent(check, each -> Candidate.of(context, each));
  }

  private CheckFiles files(Candidate candidate, List<String> classpath) {
    return rendered
        .compute(
            candidate,
            (same, before) ->
                before != null && (before.classpath().equals(classpath) || !same.draft().isJmx())
                    ? before
                    : new Rendered(classpath, CheckFiles.of(context, classpath, same)))
        .files();
  }
}
