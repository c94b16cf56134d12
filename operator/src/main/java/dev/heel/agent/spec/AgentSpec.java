package dev.heel.agent.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.resource.AllowedNamespaces;
import dev.heel.resource.Forms;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What a {@link DatadogAgent} says. Fields are set by Jackson and not changed afterwards. */
@ValidationRule(
    value = "!has(self.accountRef) || !has(self.secretRef)",
    message = "say where the API key is: accountRef or secretRef, not both")
public class AgentSpec {
  @JsonPropertyDescription(
      "The DatadogAccount in this namespace whose site and API key the Agent uses. Left out, and no"
          + " secretRef: the account `default`.")
  public AccountRef accountRef;

  @JsonPropertyDescription("In place of an account: a Secret in this namespace with the API key.")
  public SecretRef secretRef;

  @JsonPropertyDescription(
      "The Datadog site that the Agent sends to, such as datadoghq.eu. Left out: the account's,"
          + " else datadoghq.com.")
  @Pattern(Forms.SITE)
  @Size(max = 253)
  public String site;

  @JsonPropertyDescription(
      "The cluster's name as the Agent reports it. Left out: the name that this operator runs"
          + " with.")
  @Pattern(Forms.CLUSTER_NAME)
  @Size(max = 80)
  public String clusterName;

  @JsonPropertyDescription(
      "Host tags, as key:value: on everything that this Agent reports, its cluster checks"
          + " included.")
  @Size(max = 100)
  public List<@Pattern(Forms.AGENT_TAG) @Size(max = 200) String> tags;

  @JsonPropertyDescription("Traces. Left out: none are taken.")
  public ApmSpec apm;

  @JsonPropertyDescription("Custom metrics by DogStatsD. Left out: taken on every node.")
  public DogStatsd dogstatsd;

  @JsonPropertyDescription("Logs. Left out: none are collected.")
  public Logs logs;

  @JsonPropertyDescription(
      "Whose DatadogChecks this Agent runs. Left out: those of its own namespace.")
  public AllowedChecks allowedChecks;

  @JsonPropertyDescription(
      "How the Agent reads what a check names as $(secret/NAME/KEY). Left out: Command.")
  public SecretBackend secretBackend;

  @JsonPropertyDescription(
      "How an edited check reaches the nodes. Poll: the Agent looks for changed files every minute,"
          + " and nothing restarts. Roll: the nodes' Agents restart, for where that look is"
          + " unwanted.")
  @Default("Poll")
  public Reload reload;

  @JsonPropertyDescription("How the nodes' Agents restart when they must.")
  public Rollout rollout;

  @JsonPropertyDescription("The images, if not Datadog's at the version that Heel knows.")
  public Images images;

  @JsonPropertyDescription("The pods of the node Agent.")
  public PodSettings.Node node;

  @JsonPropertyDescription("The pods of the Cluster Agent.")
  public PodSettings.ClusterAgent clusterAgent;

  @JsonPropertyDescription(
      "datadog.yaml of the node Agent, in Datadog's own spelling, for what has no field here. A key"
          + " that a field sets is refused.")
  @SchemaFrom(type = Object.class)
  @PreserveUnknownFields
  public JsonNode config;

  public enum Reload {
    Poll,
    Roll
  }

  /** Names an account in the Agent's namespace. */
  public static class AccountRef {
    @Required
    @JsonPropertyDescription("Name of a DatadogAccount in this namespace.")
    @Pattern(Forms.OBJECT_NAME)
    @Size(min = 1, max = 253)
    public String name;
  }

  /** A Secret in the Agent's namespace. */
  public static class SecretRef {
    @Required
    @JsonPropertyDescription("Name of the Secret.")
    @Pattern(Forms.OBJECT_NAME)
    @Size(min = 1, max = 253)
    public String name;

    @JsonPropertyDescription("The entry that holds the API key.")
    @Default("api-key")
    @Pattern(Forms.DATA_KEY)
    @Size(min = 1, max = 253)
    public String apiKey;
  }

  /** Custom metrics. */
  public static class DogStatsd {
    @JsonPropertyDescription(
        "Whether metrics are taken. JMX checks report by DogStatsD: without it they send nothing.")
    @Default("true")
    public Boolean enabled;

    @JsonPropertyDescription(
        "Whether they are taken from other hosts and pods, not the node alone.")
    @Default("true")
    public Boolean nonLocalTraffic;

    @JsonPropertyDescription("Whether port 8125 is open on every node's own address.")
    @Default("false")
    public Boolean hostPort;

    @JsonPropertyDescription("Tags on every metric that comes in by DogStatsD, as key:value.")
    @Size(max = 100)
    public List<@Pattern(Forms.AGENT_TAG) @Size(max = 200) String> tags;
  }

  /** Logs of containers and of checks. */
  public static class Logs {
    @JsonPropertyDescription("Whether the Agent collects logs at all.")
    @Default("true")
    public Boolean enabled;

    @JsonPropertyDescription(
        "Whether it collects those of every container, or only of those that ask for it.")
    @Default("false")
    public Boolean containerCollectAll;
  }

  /** Whose checks an Agent runs. */
  public static class AllowedChecks {
    @JsonPropertyDescription(
        "Namespaces whose checks it runs, as long as they are data. Left out: its own.")
    public AllowedNamespaces namespaces;

    @JsonPropertyDescription(
        "Namespaces whose checks may bring code, python and jmx.jars, and use every option. Code"
            + " runs with the Agent's rights: it can read every Secret that the Agent can. Checks of"
            + " other namespaces may use only options that are data. Left out: its own.")
    public AllowedNamespaces codeNamespaces;
  }

  /** How the Agent resolves handles of Secrets. */
  public static class SecretBackend {
    @Required
    @JsonPropertyDescription(
        "Command: the script in the Agent's image, from Agent 7.32 on. KubernetesSecrets: the"
            + " Agent's own reader k8s.secrets, of recent Agents only. None: a check that names a"
            + " Secret is refused.")
    public SecretBackendType type;
  }

  public enum SecretBackendType {
    Command,
    KubernetesSecrets,
    None
  }

  /** How restarts go over the nodes. */
  public static class Rollout {
    @JsonPropertyDescription(
        "The least time between two restarts of the nodes' Agents, such as 30m. Changes wait for it"
            + " together.")
    @Pattern(Forms.PAUSE)
    @Size(max = 8)
    public String minInterval;

    @JsonPropertyDescription(
        "How many nodes may be without an Agent at a time: a number or percent.")
    @Pattern(Forms.NUMBER_OR_PERCENT)
    @Size(max = 5)
    @Default("10%")
    public String maxUnavailable;
  }

  /** Which images run. */
  public static class Images {
    @JsonPropertyDescription("Where they come from. Left out: gcr.io/datadoghq.")
    @Pattern(Forms.REGISTRY)
    @Size(max = 253)
    public String registry;

    @JsonPropertyDescription("The image of the node Agent.")
    public AgentImage agent;

    @JsonPropertyDescription("The image of the Cluster Agent.")
    public Image clusterAgent;

    @JsonPropertyDescription("When nodes pull them.")
    public PullPolicy pullPolicy;

    @JsonPropertyDescription("Names of Secrets in this namespace that the registry wants.")
    @Size(max = 16)
    public List<@Pattern(Forms.OBJECT_NAME) @Size(min = 1, max = 253) String> pullSecrets;
  }

  public enum PullPolicy {
    Always,
    IfNotPresent,
    Never
  }

  /** An image by version or digest. */
  @ValidationRule(
      value = "!has(self.version) || !has(self.digest)",
      message = "version or digest, not both")
  public static class Image {
    @JsonPropertyDescription("The image's tag, such as 7.81.1.")
    @Pattern(Forms.IMAGE_TAG)
    @Size(max = 121)
    public String version;

    @JsonPropertyDescription("The image's digest in place of a version.")
    @Pattern(Forms.IMAGE_DIGEST)
    @Size(max = 71)
    public String digest;
  }

  /** The node Agent's image. */
  public static class AgentImage extends Image {
    @JsonPropertyDescription(
        "With a digest: that of the same version's image with a JVM, which runs where there are JMX"
            + " checks. With a version, its tag and -jmx is taken.")
    @Pattern(Forms.IMAGE_DIGEST)
    @Size(max = 71)
    public String jmxDigest;
  }
}
