package dev.heel.agent.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.heel.resource.Forms;
import dev.heel.resource.LabelSelector;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/**
 * Traces: how they come in, and whose programs get the library (Datadog, "Single Step APM
 * Instrumentation on Kubernetes"). Fields are set by Jackson and not changed afterwards.
 */
@ValidationRule(
    value = "!has(self.instrumentation) || self.enabled",
    message = "instrumentation needs apm.enabled: true, or its traces have nowhere to go")
public class ApmSpec {
  @JsonPropertyDescription("Whether traces are taken: at port 8126 and a socket on every node.")
  @Default("true")
  public Boolean enabled;

  @JsonPropertyDescription("Whether they are taken from other hosts and pods, not the node alone.")
  @Default("true")
  public Boolean nonLocalTraffic;

  @JsonPropertyDescription("Whether port 8126 is open on every node's own address.")
  @Default("true")
  public Boolean hostPort;

  @JsonPropertyDescription("Programs that are traced without a line of Datadog in their image.")
  public Instrumentation instrumentation;

  /** Whose pods get the library, by Datadog's own rules of what excludes what. */
  @ValidationRule(
      value = "!has(self.enabledNamespaces) || !has(self.disabledNamespaces)",
      message = "enabledNamespaces or disabledNamespaces, not both")
  @ValidationRule(
      value = "!has(self.enabledNamespaces) || !has(self.targets)",
      message = "enabledNamespaces or targets, not both")
  @ValidationRule(
      value = "!has(self.libVersions) || !has(self.targets)",
      message = "libVersions or targets, not both: a target has ddTraceVersions")
  public static class Instrumentation {
    @JsonPropertyDescription("Namespaces whose pods get the library.")
    @Size(max = 200)
    public List<@Pattern(Forms.DNS_LABEL) @Size(min = 1, max = 63) String> enabledNamespaces;

    @JsonPropertyDescription("Namespaces whose pods do not get it; all others do.")
    @Size(max = 200)
    public List<@Pattern(Forms.DNS_LABEL) @Size(min = 1, max = 63) String> disabledNamespaces;

    @JsonPropertyDescription(
        "The library's version by language (java, python, js, dotnet, ruby, php), such as"
            + " {python: \"3\"}.")
    @Size(max = 8)
    public Map<String, String> libVersions;

    @JsonPropertyDescription("Whose pods get which library; the first target that matches wins.")
    @Size(max = 100)
    public List<Target> targets;
  }

  /** Pods that are traced alike. */
  public static class Target {
    @JsonPropertyDescription("A name for people, unique among the targets.")
    @Size(min = 1, max = 100)
    public String name;

    @JsonPropertyDescription("Labels of the pods; all pods of the namespaces if left out.")
    public LabelSelector podSelector;

    @JsonPropertyDescription("Which namespaces; all but the Agent's own if left out.")
    public NamespaceSelector namespaceSelector;

    @JsonPropertyDescription(
        "The library's version by language (java, python, js, dotnet, ruby, php); `default` is the"
            + " one that the Cluster Agent brings. Left out: every language.")
    @Size(max = 8)
    public Map<String, String> ddTraceVersions;

    @JsonPropertyDescription("Environment variables of the library, such as DD_PROFILING_ENABLED.")
    @Size(max = 100)
    public List<TraceConfig> ddTraceConfigs;
  }

  /** Which namespaces a target means. */
  @ValidationRule(
      value = "!has(self.matchNames) || !(has(self.matchLabels) || has(self.matchExpressions))",
      message = "matchNames, or matchLabels and matchExpressions, not both")
  public static class NamespaceSelector extends LabelSelector {
    @JsonPropertyDescription("The namespaces by name.")
    @Size(max = 200)
    public List<@Pattern(Forms.DNS_LABEL) @Size(min = 1, max = 63) String> matchNames;
  }

  /** A setting of the library. */
  public static class TraceConfig {
    @Required
    @JsonPropertyDescription("Name of the variable.")
    @Pattern(Forms.SHELL_VARIABLE)
    @Size(max = 200)
    public String name;

    @JsonPropertyDescription("The variable's value, as a text.")
    @Size(max = 4096)
    public String value;
  }
}
