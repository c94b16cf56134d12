package dev.heel.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import java.util.List;

/**
 * What Heel says of a resource that becomes one object of the Datadog API. Times are RFC 3339 in
 * UTC, to the second.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ApiStatus(
    @JsonPropertyDescription("Generation of the spec that this status speaks of.")
        Long observedGeneration,
    @JsonPropertyDescription(
            "Ready, Reconciling and Stalled, as kstatus and `kubectl wait` read them.")
        List<Condition> conditions,
    @JsonPropertyDescription("The DatadogAccount in use, as namespace/name.") String account,
    @JsonPropertyDescription(
            "Id of the Datadog organisation that the object is in; not said while that is not"
                + " known.")
        String organization,
    @JsonPropertyDescription("Id of the object in Datadog.") String id,
    @JsonPropertyDescription("Address of the object in Datadog's web application.") String url,
    @JsonPropertyDescription("State of the object as Datadog reports it, such as Alert or No Data.")
        String state,
    @JsonPropertyDescription("Since when it is in that state.") String stateSince,
    @JsonPropertyDescription("The groups that are not OK: ten at most, the newest first.")
        List<TriggeredGroup> triggered,
    @JsonPropertyDescription("How many more groups are not OK than the ten in `triggered`.")
        Integer triggeredMore,
    @JsonPropertyDescription(
            "Fields that differ in Datadog from this spec and are left as they are.")
        List<DriftedField> drift,
    @JsonPropertyDescription("When the difference was first seen.") String driftSince,
    @JsonPropertyDescription(
            "When a create was begun whose answer is not known yet; no second one is sent"
                + " meanwhile.")
        String creating,
    @JsonPropertyDescription(
            "Id that the object of that create is to have, where its name is its id.")
        String creatingId,
    @JsonPropertyDescription("What was last written to Datadog.") Applied applied,
    @JsonPropertyDescription("What was last read from Datadog.") Observed observed,
    @JsonPropertyDescription(
            "Older objects that the present one took the place of, until each is gone.")
        List<LeavingObject> leaving,
    @JsonPropertyDescription(
            "Id of such an object as earlier versions of Heel kept it; read once, then in"
                + " `leaving`.")
        String replaced,
    @JsonPropertyDescription(
            "The next time that it takes effect, in its own zone, such as Tue 24 Nov 19:00 EST.")
        String next,
    @JsonPropertyDescription(
            "The Secrets whose values were last sent; one that changes is sent again.")
        List<UsedSecret> secrets,
    @JsonPropertyDescription("What Datadog last refused; the same is not sent again for an hour.")
        Refused refused) {

  /** The status of a resource that no pass has looked at yet. */
  public static final ApiStatus NONE = new ApiStatusBuilder().build();

  /**
   * @param group the group's tags, such as {@code host:web-1}
   * @param state Alert, Warn or No Data
   * @param since when it last triggered
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record TriggeredGroup(
      @JsonPropertyDescription("The group's tags, such as host:web-1.") String group,
      @JsonPropertyDescription("Alert, Warn or No Data.") String state,
      @JsonPropertyDescription("When it last triggered.") String since) {}

  /**
   * @param field the field in Datadog's words, such as {@code options.thresholds.warning}
   * @param found what is there, shortened; null if nothing is
   * @param wanted what the spec says, shortened; null if the spec does not have it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DriftedField(
      @JsonPropertyDescription("The field in Datadog's words, such as options.thresholds.warning.")
          String field,
      @JsonPropertyDescription("What is in Datadog, shortened.") @PreserveUnknownFields
          JsonNode found,
      @JsonPropertyDescription("What this spec says, shortened.") @PreserveUnknownFields
          JsonNode wanted) {}

  /**
   * @param generation generation of the spec that was sent last
   * @param hash hash of the body that was sent last
   * @param paths JSON pointers of its fields; only where an update is partial, so that a removed
   *     field is noticed
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Applied(
      @JsonPropertyDescription("Generation of the spec that was sent last.") Long generation,
      @JsonPropertyDescription("Hash of the body that was sent last.") String hash,
      @JsonPropertyDescription("Fields of that body, so that one that was removed is noticed.")
          List<String> paths) {
    /** The same few paths stand in thousands of statuses: one copy of each is enough. */
    public Applied {
      paths = paths == null ? null : paths.stream().map(String::intern).toList();
    }
  }

  /**
   * @param modifiedAt modification time that the list gave, where a list is only a summary
   * @param hash hash of what is comparable in the object that was read
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Observed(
      @JsonPropertyDescription("Modification time that Datadog gave.") String modifiedAt,
      @JsonPropertyDescription("Hash of what is comparable in the object that was read.")
          String hash) {}

  /**
   * An object that was replaced and could not yet be removed.
   *
   * @param organization id of the organisation that it is in; null if that is not known
   * @param id its id in Datadog
   * @param since when its successor was about to be made
   * @param why why it is still there; null if its removal was not tried yet
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record LeavingObject(
      @JsonPropertyDescription("Id of the Datadog organisation that it is in.") String organization,
      @JsonPropertyDescription("Id of the object in Datadog.") String id,
      @JsonPropertyDescription("Since when it is to go.") String since,
      @JsonPropertyDescription("Why it is still there.") String why) {}

  /**
   * A Secret that was read; never anything of its content.
   *
   * @param name in the resource's own namespace
   * @param resourceVersion its version when it was read
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record UsedSecret(
      @JsonPropertyDescription("Name of the Secret, in this namespace.") String name,
      @JsonPropertyDescription("Its uid when it was read.") String uid,
      @JsonPropertyDescription("Its version when it was read.") String resourceVersion) {}

  /**
   * A write that was refused, so that neither a restart nor another leader sends the same again.
   *
   * @param hash hash of the body, the Secrets in it, the account's revision and Heel's version
   * @param at when it was refused
   * @param why what Datadog said
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Refused(
      @JsonPropertyDescription("Hash of all that a second attempt would have to differ in.")
          String hash,
      @JsonPropertyDescription("When it was refused.") String at,
      @JsonPropertyDescription("What Datadog said.") String why) {}

  /** A copy to change; {@link ApiStatusBuilder#build} makes the record again. */
  public ApiStatusBuilder edit() {
    return new ApiStatusBuilder(this);
  }

  /** The condition of that type, or null. */
  public Condition condition(String type) {
    return conditions == null
        ? null
        : conditions.stream().filter(c -> type.equals(c.type())).findFirst().orElse(null);
  }
}
