package dev.heel.agent.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.agent.files.AdmittedCheck;
import dev.heel.agent.files.AgentFiles;
import dev.heel.agent.files.Cases;
import dev.heel.agent.files.RenderedCheck;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Problem;
import java.util.List;

/** A check of a namespace that brings data only, as an Agent renders it or not. */
final class DataOnly {
  private DataOnly() {}

  /** What of a spec is refused for lack of a grant; then no file of it is there. */
  static List<Problem> refusals(String spec) {
    RenderedCheck check = rendered(spec, false);
    List<Problem> refusals =
        check.problems().stream().filter(each -> each.rule().equals(Problems.NOT_ALLOWED)).toList();
    assertThat(check.isRendered() && !refusals.isEmpty()).as("refused is not rendered").isFalse();
    return refusals;
  }

  static RenderedCheck rendered(String spec, boolean mayBringCode) {
    String check =
        """
        apiVersion: heel.dev/v1alpha1
        kind: DatadogCheck
        metadata: {name: a, namespace: shop}
        spec: %s
        """;
    List<AdmittedCheck> checks = Cases.admitted(check.formatted(spec), mayBringCode);
    return AgentFiles.render(Cases.AGENT, checks).checks().get(new NamespacedName("shop", "a"));
  }
}
