package dev.heel.agent.check;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.resource.Forms;
import dev.heel.resource.LabelSelector;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/**
 * What a {@link DatadogCheck} says. `initConfig`, `instances` and `logs` are the parts of Datadog's
 * own conf.yaml, in its spelling. Fields are set by Jackson and not changed afterwards.
 */
@ValidationRule(
    value =
        "[has(self.integration), has(self.python), has(self.pythonFrom), has(self.jmx)]"
            + ".filter(x, x).size() == 1",
    message = "exactly one of integration, python, pythonFrom and jmx")
@ValidationRule(
    value = "has(self.targets) ? !has(self.runOn) : has(self.runOn)",
    message =
        "say where it runs: targets, or runOn: Nodes (once on each node) or runOn: Cluster (once)")
public class CheckSpec {
  @JsonPropertyDescription("The integration of Datadog's that is run, such as mysql.")
  @Pattern(Forms.CHECK_NAME)
  @Size(min = 1, max = 63)
  public String integration;

  @JsonPropertyDescription(
      "The Python source of a check of one's own: a module with one subclass of AgentCheck.")
  @Size(min = 1, max = 262144)
  public String python;

  @JsonPropertyDescription("The same from a ConfigMap of this namespace.")
  public PythonFrom pythonFrom;

  @JsonPropertyDescription(
      "A JMX check: what initConfig.conf says is read from a Java program's MBeans.")
  public Jmx jmx;

  @JsonPropertyDescription(
      "The check's name in the Agent. Left out: the integration's, else the resource's own name with"
          + " _ for -.")
  @Pattern(Forms.CHECK_NAME)
  @Size(min = 1, max = 63)
  public String checkName;

  @JsonPropertyDescription(
      "Nodes: once on each node, by the Agent there. Cluster: once in the whole cluster.")
  public RunOn runOn;

  @JsonPropertyDescription("What of this namespace is watched: the check runs once for each.")
  public Targets targets;

  @JsonPropertyDescription(
      "How often it runs, such as 45s or 5m. Left out: every 15 s, as the Agent does.")
  @Pattern(Forms.INTERVAL)
  @Size(max = 32)
  public String interval;

  @JsonPropertyDescription("Tags on everything that the check reports, such as team:shop.")
  @Size(max = 100)
  public List<@Size(min = 1, max = 200) String> tags;

  @JsonPropertyDescription("init_config of Datadog's conf.yaml: what all instances share.")
  @SchemaFrom(type = OpenMap.class)
  public JsonNode initConfig;

  @JsonPropertyDescription(
      "instances of Datadog's conf.yaml. Left out: one without options. %%host%% and the like stand"
          + " for what each target has, and $(secret/NAME/KEY) for a Secret's value.")
  @SchemaFrom(type = OpenMap[].class)
  @Size(min = 1, max = 500)
  public List<JsonNode> instances;

  @JsonPropertyDescription("logs of Datadog's conf.yaml: where the logs are, and how to read them.")
  @SchemaFrom(type = OpenMap[].class)
  @Size(min = 1, max = 100)
  public List<JsonNode> logs;

  public enum RunOn {
    Nodes,
    Cluster
  }

  /** Where Python code comes from. */
  public static class PythonFrom {
    @Required
    @JsonPropertyDescription("The ConfigMap and the key that hold the source.")
    public ConfigMapKey configMap;
  }

  /** A JMX check's own part. */
  public static class Jmx {
    @JsonPropertyDescription(
        "Jars for the classpath of the Agent's JVM: classes of values that it reads, or a connector."
            + " Nothing in them is run as a check.")
    @Size(min = 1, max = 50)
    public List<Jar> jars;
  }

  /** A jar and where it comes from. */
  @ValidationRule(
      value = "has(self.configMap) != has(self.image)",
      message = "one of configMap and image")
  public static class Jar {
    @JsonPropertyDescription("A key in a ConfigMap's binaryData: for jars below 700 KiB.")
    public ConfigMapKey configMap;

    @JsonPropertyDescription("A file in an image: for jars of any size.")
    public JarImage image;
  }

  /** A key of a ConfigMap in the check's namespace. */
  public static class ConfigMapKey {
    @Required
    @JsonPropertyDescription("Name of the ConfigMap.")
    @Pattern(Forms.OBJECT_NAME)
    @Size(min = 1, max = 253)
    public String name;

    @Required
    @JsonProperty("key")
    @JsonPropertyDescription("The key in its data or binaryData.")
    @Pattern(Forms.DATA_KEY)
    @Size(min = 1, max = 253)
    public String key;
  }

  /** A file in an image. */
  public static class JarImage {
    @Required
    @JsonPropertyDescription("The image, such as registry.example.com/jars@sha256:….")
    @Size(min = 1, max = 1024)
    public String reference;

    @Required
    @JsonPropertyDescription("The jar's path in it.")
    @Pattern(Forms.JAR_PATH)
    @Size(max = 1024)
    public String path;
  }

  /** Whom a check is run for. */
  @ValidationRule(
      value = "[has(self.service), has(self.services), has(self.pods)].filter(x, x).size() == 1",
      message = "exactly one of targets.service, targets.services and targets.pods")
  @ValidationRule(
      value = "!has(self.each) || !has(self.pods)",
      message = "each belongs to service and services")
  public static class Targets {
    @JsonPropertyDescription("Name of a Service.")
    @Pattern(Forms.DNS_LABEL)
    @Size(min = 1, max = 63)
    public String service;

    @JsonPropertyDescription("Labels of Services.")
    public LabelSelector services;

    @JsonPropertyDescription("Labels of pods.")
    public LabelSelector pods;

    @JsonPropertyDescription(
        "Endpoint (if left out): once for each ready endpoint, on its node. Service: once for each"
            + " Service, at its own address.")
    public Each each;
  }

  public enum Each {
    Endpoint,
    Service
  }
}
