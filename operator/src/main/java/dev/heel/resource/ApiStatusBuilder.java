package dev.heel.resource;

import dev.heel.resource.ApiStatus.Applied;
import dev.heel.resource.ApiStatus.DriftedField;
import dev.heel.resource.ApiStatus.LeavingObject;
import dev.heel.resource.ApiStatus.Observed;
import dev.heel.resource.ApiStatus.Refused;
import dev.heel.resource.ApiStatus.TriggeredGroup;
import dev.heel.resource.ApiStatus.UsedSecret;
import java.util.List;

/** Changes some fields of an {@link ApiStatus} and keeps the rest. Not for more than one thread. */
public final class ApiStatusBuilder {
  private Long observedGeneration;
  private List<Condition> conditions;
  private String account;
  private String organization;
  private String id;
  private String url;
  private String state;
  private String stateSince;
  private List<TriggeredGroup> triggered;
  private Integer triggeredMore;
  private List<DriftedField> drift;
  private String driftSince;
  private String creating;
  private String creatingId;
  private Applied applied;
  private Observed observed;
  private List<LeavingObject> leaving;
  private String replaced;
  private String next;
  private List<UsedSecret> secrets;
  private Refused refused;

  /** Of a status that says nothing yet. */
  ApiStatusBuilder() {}

  ApiStatusBuilder(ApiStatus from) {
    observedGeneration = from.observedGeneration();
    conditions = from.conditions();
    account = from.account();
    organization = from.organization();
    id = from.id();
    url = from.url();
    state = from.state();
    stateSince = from.stateSince();
    triggered = from.triggered();
    triggeredMore = from.triggeredMore();
    drift = from.drift();
    driftSince = from.driftSince();
    creating = from.creating();
    creatingId = from.creatingId();
    applied = from.applied();
    observed = from.observed();
    leaving = from.leaving();
    replaced = from.replaced();
    next = from.next();
    secrets = from.secrets();
    refused = from.refused();
  }

  public ApiStatusBuilder observedGeneration(Long value) {
    observedGeneration = value;
    return this;
  }

  public ApiStatusBuilder conditions(List<Condition> value) {
    conditions = value;
    return this;
  }

  public ApiStatusBuilder account(String value) {
    account = value;
    return this;
  }

  /** The organisation that the object is in; null if that is not known. */
  public ApiStatusBuilder organization(String value) {
    organization = value;
    return this;
  }

  /** The object and where a person finds it; both null when there is none. */
  public ApiStatusBuilder object(String id, String url) {
    this.id = id;
    this.url = url;
    return this;
  }

  /** What Datadog reports; all null when it reports nothing. */
  public ApiStatusBuilder state(String state, String since) {
    this.state = state;
    this.stateSince = since;
    return this;
  }

  public ApiStatusBuilder triggered(List<TriggeredGroup> groups, Integer more) {
    triggered = groups;
    triggeredMore = more;
    return this;
  }

  /** Fields that differ and since when; null and null when none does. */
  public ApiStatusBuilder drift(List<DriftedField> fields, String since) {
    drift = fields;
    driftSince = since;
    return this;
  }

  public ApiStatusBuilder creating(String value) {
    return creating(value, null);
  }

  /**
   * A create is begun.
   *
   * @param id that the object is to have; null where Datadog gives it one
   */
  public ApiStatusBuilder creating(String value, String id) {
    creating = value;
    creatingId = id;
    return this;
  }

  public ApiStatusBuilder applied(Applied value) {
    applied = value;
    return this;
  }

  public ApiStatusBuilder observed(Observed value) {
    observed = value;
    return this;
  }

  /** The objects that are to go; null or empty when there is none. */
  public ApiStatusBuilder leaving(List<LeavingObject> value) {
    leaving = value == null || value.isEmpty() ? null : List.copyOf(value);
    return this;
  }

  /** What an earlier version of Heel kept; null once it is among those that are to go. */
  public ApiStatusBuilder replaced(String value) {
    replaced = value;
    return this;
  }

  /** When it next takes effect; null if that is not known. */
  public ApiStatusBuilder next(String value) {
    next = value;
    return this;
  }

  /** The Secrets whose values were sent; null if none was. */
  public ApiStatusBuilder secrets(List<UsedSecret> value) {
    secrets = value;
    return this;
  }

  /** What Datadog refused; null once something else was sent, or nothing need be. */
  public ApiStatusBuilder refused(Refused value) {
    refused = value;
    return this;
  }

  public ApiStatus build() {
    return new ApiStatus(
        observedGeneration,
        conditions,
        account,
        organization,
        id,
        url,
        state,
        stateSince,
        triggered,
        triggeredMore,
        drift,
        driftSince,
        creating,
        creatingId,
        applied,
        observed,
        leaving,
        replaced,
        next,
        secrets,
        refused);
  }
}
