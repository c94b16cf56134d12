package dev.heel.agent.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.resource.Forms;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;

/**
 * What of a pod is its owner's to say, in Kubernetes' own words. Fields are set by Jackson and not
 * changed afterwards.
 */
public class PodSettings {
  @JsonPropertyDescription("CPU and memory of the main container, as a container has them.")
  @SchemaFrom(type = Resources.class)
  public JsonNode resources;

  @JsonPropertyDescription("Labels of the nodes that it may run on.")
  @Size(max = 32)
  public Map<String, String> nodeSelector;

  @JsonPropertyDescription(
      "Taints that it accepts. {operator: Exists} is needed for nodes of the control plane.")
  @Size(max = 32)
  public List<Toleration> tolerations;

  @JsonPropertyDescription("Name of its PriorityClass.")
  @Pattern(Forms.OBJECT_NAME)
  @Size(min = 1, max = 253)
  public String priorityClassName;

  @JsonPropertyDescription(
      "securityContext of its containers, laid over Heel's own, which is as strict as the Agent"
          + " allows.")
  @SchemaFrom(type = Object.class)
  @PreserveUnknownFields
  public JsonNode securityContext;

  @JsonPropertyDescription("Further environment variables. Those that Heel sets are refused.")
  @Size(max = 100)
  public List<Env> env;

  /** The pods of the node Agent. */
  public static class Node extends PodSettings {
    @JsonPropertyDescription("CPU and memory of the container that takes traces.")
    @SchemaFrom(type = Resources.class)
    public JsonNode traceResources;

    @JsonPropertyDescription(
        "false: the kubelet's certificate is not checked, as its self-signed one in kind, kubeadm"
            + " or minikube needs.")
    @Default("true")
    public Boolean kubeletTlsVerify;
  }

  /** The pods of the Cluster Agent. */
  public static class ClusterAgent extends PodSettings {
    @JsonPropertyDescription("How many; one leads, the others stand by.")
    @Default("1")
    @Min(1)
    @Max(9)
    public Integer replicas;
  }

  /** CPU and memory. */
  public static class Resources {
    @JsonPropertyDescription("What is set aside for it, such as {cpu: 200m, memory: 256Mi}.")
    public Map<String, Quantity> requests;

    @JsonPropertyDescription("What it may not go beyond.")
    public Map<String, Quantity> limits;
  }

  /** A taint that is accepted (Kubernetes, "Taints and Tolerations"). */
  public static class Toleration {
    @JsonPropertyDescription("The taint's key; every key if left out, with operator Exists.")
    @Size(max = 317)
    public String key;

    @JsonPropertyDescription("Whether the taint must be there, or be there with this value.")
    public Operator operator;

    @JsonPropertyDescription("The taint's value, with operator Equal.")
    @Size(max = 63)
    public String value;

    @JsonPropertyDescription("The taint's effect; every effect if left out.")
    public Effect effect;

    @JsonPropertyDescription("With NoExecute: how many seconds it stays after all.")
    public Long tolerationSeconds;
  }

  public enum Operator {
    Exists,
    Equal
  }

  public enum Effect {
    NoSchedule,
    PreferNoSchedule,
    NoExecute
  }

  /** An environment variable. */
  @ValidationRule(
      value = "!has(self.value) || !has(self.valueFrom)",
      message = "value or valueFrom, not both")
  public static class Env {
    @Required
    @JsonPropertyDescription("Name of the variable.")
    @Pattern(Forms.ENVIRONMENT_VARIABLE)
    @Size(max = 253)
    public String name;

    @JsonPropertyDescription("The variable's value, as a text.")
    @Size(max = 32768)
    public String value;

    @JsonPropertyDescription("Where its value comes from, as a container has it.")
    @SchemaFrom(type = Object.class)
    @PreserveUnknownFields
    public JsonNode valueFrom;
  }
}
