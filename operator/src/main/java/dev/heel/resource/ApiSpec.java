package dev.heel.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/**
 * What every kind with an object in Datadog has in its spec, beside the object's own fields. A
 * kind's spec extends it; the schema of the CRD is made of both. Fields are set by Jackson and not
 * changed afterwards.
 */
@ValidationRule(
    value = "!has(self.definition) || !has(self.definitionFrom)",
    message = "one of definition and definitionFrom")
public class ApiSpec {
  @JsonPropertyDescription(
      "The DatadogAccount that the object goes to. Left out: the account `default` of this namespace,"
          + " else the operator's default account.")
  public AccountRef accountRef;

  @JsonPropertyDescription(
      "What happens to the object in Datadog when this resource is deleted: Delete removes it, Orphan"
          + " leaves it.")
  @Default("Delete")
  public DeletionPolicy deletionPolicy;

  @JsonPropertyDescription(
      "What happens when somebody changes the object in Datadog: Revert puts it back, Report leaves it"
          + " and shows the difference in status.drift, Ignore leaves it and says nothing.")
  @Default("Revert")
  public Drift drift;

  @JsonPropertyDescription(
      "JSON pointers into Datadog's own body whose values Heel leaves to others, such as"
          + " /options/renotify_interval.")
  @Size(max = 64)
  public List<@Pattern(Forms.POINTER) @Size(max = 1024) String> ignore;

  @JsonPropertyDescription(
      "Takes an object that exists in Datadog instead of making a new one. Its differences are shown in"
          + " status.drift first; takeOver: true lets Heel change it. An account of another namespace"
          + " must grant it.")
  public Adopt adopt;

  @JsonPropertyDescription("true: Heel neither reads nor writes the object until this is removed.")
  public Boolean suspend;

  @JsonPropertyDescription(
      "The whole object as Datadog's API or the export of its UI writes it, in Datadog's own spelling."
          + " The fields of this spec are laid over it.")
  @SchemaFrom(type = Object.class)
  @PreserveUnknownFields
  public JsonNode definition;

  @JsonPropertyDescription("The same from a ConfigMap, for what is too large to stand here.")
  public DefinitionFrom definitionFrom;

  public enum DeletionPolicy {
    Delete,
    Orphan
  }

  public enum Drift {
    Revert,
    Report,
    Ignore
  }

  /** Names an account. */
  public static class AccountRef {
    @Required
    @JsonPropertyDescription("Name of the DatadogAccount.")
    @Pattern(Forms.OBJECT_NAME)
    @Size(min = 1, max = 253)
    public String name;

    @JsonPropertyDescription(
        "Its namespace; this resource's own if left out. The account must allow this namespace.")
    @Pattern(Forms.DNS_LABEL)
    @Size(min = 1, max = 63)
    public String namespace;
  }

  /** Names an object that exists in Datadog. */
  @ValidationRule(
      value = "has(self.id) || has(self.name) || has(self.takeOver)",
      message = "say which object: id or name")
  public static class Adopt {
    @JsonPropertyDescription("Id of the object in Datadog.")
    @Size(min = 1, max = 128)
    public String id;

    @JsonPropertyDescription("Name or title of the object in Datadog; it must be the only one.")
    @Size(min = 1, max = 1024)
    public String name;

    @JsonPropertyDescription(
        "true: change the object to what this spec says, even if it carries the marker of another"
            + " owner that is gone or lets it go.")
    public Boolean takeOver;
  }

  /** Where a definition comes from. */
  public static class DefinitionFrom {
    @Required
    @JsonPropertyDescription(
        "A key of a ConfigMap in this namespace: JSON or YAML, plain in data or gzipped in binaryData.")
    public ConfigMapKeyRef configMapKeyRef;
  }

  /** A key of a ConfigMap. */
  public static class ConfigMapKeyRef {
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
}
