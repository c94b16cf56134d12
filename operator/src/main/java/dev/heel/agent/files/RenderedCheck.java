package dev.heel.agent.files;

import dev.heel.resource.Problem;
import java.util.List;

/**
 * What became of one check.
 *
 * @param check its name in the Agent
 * @param runsOn Nodes, Cluster or Targets
 * @param instances how many instances its files hold; 0 if it is not rendered
 * @param placement where it runs, in words: {@code mysql, on 1 endpoint of Service mysql}
 * @param files paths of its own files in both trees, as {@code conf.d/mysql.d/home.mysql.yaml}, and
 *     of its jars, as {@code jars/…} and, where an image brings them, {@code image-jars/…}
 * @param problems errors, by which it is not rendered, and warnings
 */
public record RenderedCheck(
    String check,
    String runsOn,
    int instances,
    String placement,
    List<String> files,
    List<Problem> problems) {

  /** Whether the Agent has it: a check with an error is left out whole, and stops no other. */
  public boolean isRendered() {
    return problems.stream().noneMatch(Problem::isError);
  }

  /** Whether it is wrong by itself, and not only because another check has its name. */
  public boolean isWrong() {
    return problems.stream()
        .anyMatch(problem -> problem.isError() && !problem.rule().equals(Candidate.TAKEN));
  }
}
