package dev.heel.operator.account.deletion;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.heel.kinds.account.AccountStatus.Released;
import dev.heel.operator.status.Conditions;
import dev.heel.resource.Reference.Target;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * An object that stays in Datadog for a while although its resource is gone.
 *
 * @param kind of the resource that is gone, such as DatadogMonitor
 * @param organization id of the organisation that it is in; null if that is not known
 * @param id its id
 * @param since when the resource was deleted, RFC 3339
 * @param until when the object is deleted, RFC 3339
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeptObject(
    String kind,
    String namespace,
    String name,
    String organization,
    String id,
    String since,
    String until) {

  /** The resource that is gone. */
  public Target target() {
    return new Target(kind, namespace, name);
  }

  /** Whether all is there that is needed: a person may have written it. */
  boolean isWhole() {
    try {
      boolean isNamed = kind != null && namespace != null && name != null && id != null;
      return isNamed && isTime(since) && isTime(until);
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static boolean isTime(String text) {
    return text != null && Instant.parse(text) != null;
  }

  /** Whether its time has come. */
  boolean isDue(Instant now) {
    return !now.isBefore(Instant.parse(until));
  }

  /** The same, to be deleted at that time if not before. */
  public KeptObject endingAt(Instant time) {
    return isDue(time)
        ? this
        : new KeptObject(kind, namespace, name, organization, id, since, Conditions.time(time));
  }

  /** As something that stays for good, which is known since that time. */
  public Released released(Instant now) {
    return new Released(kind, namespace + "/" + name, id, Conditions.time(now));
  }

  boolean isSameAs(KeptObject other) {
    return target().equals(other.target()) && id.equals(other.id());
  }
}
