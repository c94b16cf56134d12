package dev.heel.kinds.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.heel.resource.Condition;
import dev.heel.resource.Conditioned;
import java.util.List;

/** What Heel says of an account. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AccountStatus(
    @JsonPropertyDescription("Generation of the spec that this status speaks of.")
        Long observedGeneration,
    @JsonPropertyDescription(
            "Ready, Reconciling and Stalled, as kstatus and `kubectl wait` read them.")
        List<Condition> conditions,
    @JsonPropertyDescription("The organisation that the account's objects are in.")
        Organization organization,
    @JsonPropertyDescription("The site, or the host of spec.url.") String site,
    @JsonPropertyDescription("How many objects this cluster has in the account.") Integer objects,
    @JsonPropertyDescription("What Datadog last said of its rate limits, by name.")
        List<RateLimit> rateLimits,
    @JsonPropertyDescription(
            "Objects that stayed in Datadog when their resources went, because they could not be"
                + " removed in time.")
        List<Released> released,
    @JsonPropertyDescription(
            "Objects that stay in Datadog for now, because more resources were deleted than"
                + " spec.deletions.perHour.")
        Kept kept,
    @JsonPropertyDescription("How many objects were deleted, by minute, within the last hour.")
        List<DeletedInMinute> deletions)
    implements Conditioned<AccountStatus> {

  /** The status of an account that no pass has looked at yet. */
  public static final AccountStatus NONE =
      new AccountStatus(null, null, null, null, null, null, null, null, null);

  @Override
  public AccountStatus at(long generation, List<Condition> now) {
    return new AccountStatus(
        generation, now, organization, site, objects, rateLimits, released, kept, deletions);
  }

  /** The same with other figures of deletions. */
  public AccountStatus with(Kept nowKept, List<DeletedInMinute> nowDeleted) {
    return new AccountStatus(
        observedGeneration,
        conditions,
        organization,
        site,
        objects,
        rateLimits,
        released,
        nowKept,
        nowDeleted);
  }

  /**
   * @param name as Datadog shows it; null if the keys may not read it
   * @param id the organisation's id in API v2; null if the keys may not read it
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Organization(
      @JsonPropertyDescription("Name of the organisation, as Datadog shows it.") String name,
      @JsonPropertyDescription("Id of the organisation, as /api/v2/current_user says it.")
          String id) {}

  /**
   * @param name as the answer's X-RateLimit-Name gives it
   * @param limit calls in one period
   * @param remaining calls left in the period when it was last heard of
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RateLimit(
      @JsonPropertyDescription("Datadog's name of the limit.") String name,
      @JsonPropertyDescription("How many calls the organisation may make in one period.")
          Integer limit,
      @JsonPropertyDescription("Length of the period in seconds.") Integer periodSeconds,
      @JsonPropertyDescription("How many were left when Datadog last said so.")
          Integer remaining) {}

  /**
   * @param kind such as DatadogMonitor
   * @param resource the resource that is gone, as namespace/name
   * @param id the object's id in Datadog
   * @param at when it was left, RFC 3339
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Released(
      @JsonPropertyDescription("Kind of the resource that is gone.") String kind,
      @JsonPropertyDescription("The resource that is gone, as namespace/name.") String resource,
      @JsonPropertyDescription("Id of the object that is still in Datadog.") String id,
      @JsonPropertyDescription("When it was left there.") String at) {}

  /**
   * What is kept in place of being deleted.
   *
   * @param count how many objects
   * @param reason for people: why they are kept
   * @param until when the first of them goes, RFC 3339
   * @param first the first hundred of them, those that go first before the others
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Kept(
      @JsonPropertyDescription("How many objects are kept.") Integer count,
      @JsonPropertyDescription("Why they are kept.") String reason,
      @JsonPropertyDescription("When the first of them is deleted.") String until,
      @JsonPropertyDescription("The first hundred of them.") List<KeptObject> first) {}

  /**
   * @param kind such as DatadogMonitor
   * @param resource the resource that is gone, as namespace/name
   * @param id the object's id in Datadog
   * @param until when it is deleted, RFC 3339
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record KeptObject(
      @JsonPropertyDescription("Kind of the resource that is gone.") String kind,
      @JsonPropertyDescription("The resource that is gone, as namespace/name.") String resource,
      @JsonPropertyDescription("Id of the object that is still in Datadog.") String id,
      @JsonPropertyDescription("When it is deleted.") String until) {}

  /**
   * @param minute the minute's beginning, RFC 3339
   * @param count how many objects were deleted in it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DeletedInMinute(
      @JsonPropertyDescription("The beginning of the minute.") String minute,
      @JsonPropertyDescription("How many objects were deleted in it.") Integer count) {}
}
