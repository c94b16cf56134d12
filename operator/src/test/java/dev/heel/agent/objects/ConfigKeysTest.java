package dev.heel.agent.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.resource.Problem;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What an Agent does not know in config is warned about, since it says nothing itself")
class ConfigKeysTest {
  private static List<String> told(String config) {
    return AgentChecks.problems(Agents.agent("config: " + config)).stream()
        .filter(problem -> problem.rule().equals("unknown-option"))
        .map(problem -> problem.at().pointer() + " " + problem.message())
        .toList();
  }

  @Test
  @DisplayName("a known key, in any case, and whatever stands below one that holds a mapping")
  void known() {
    assertThat(
            told(
                "{jmx_use_container_support: true, Log_Level: debug, apm_config: {"
                    + "max_traces_per_second: 5}, kubernetes_pod_labels_as_tags: {app: kube_app}}"))
        .isEmpty();
  }

  @Test
  @DisplayName("a slip of the pen, at the top and in a section, with the name that was meant")
  void unknown() {
    assertThat(told("{jmx_use_container_suport: true, apm_config: {max_trace_per_second: 5}}"))
        .containsExactly(
            "/spec/config/jmx_use_container_suport Agent 7.77 knows no jmx_use_container_suport in"
                + " datadog.yaml; did you mean jmx_use_container_support?",
            "/spec/config/apm_config/max_trace_per_second Agent 7.77 knows no"
                + " apm_config.max_trace_per_second in datadog.yaml; did you mean"
                + " max_traces_per_second?");
  }

  @Test
  @DisplayName("it is a warning: a newer Agent may know more")
  void warning() {
    assertThat(AgentChecks.problems(Agents.agent("config: {of_tomorrow: true}")))
        .hasSize(1)
        .noneMatch(Problem::isError);
  }
}
