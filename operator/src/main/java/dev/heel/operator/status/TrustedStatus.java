package dev.heel.operator.status;

import dev.heel.engine.ApiKind;
import dev.heel.engine.api.IdForm;
import dev.heel.engine.identity.Identity;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.ApiStatusBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A resource's status as far as it can be believed. Whoever may write a status may write any text
 * into it, and an id becomes a part of an address that is called with the account's keys: what
 * cannot be an id of the kind is as if it were not there, and so is what cannot be the time of
 * something that happened.
 */
public final class TrustedStatus {
  /** An object may be there whose id is not known, as after a create whose answer was lost. */
  private static final String LONG_AGO = Instant.EPOCH.toString();

  /** By how much another replica's clock may be ahead. */
  private static final Duration AHEAD = Duration.ofHours(1);

  private TrustedStatus() {}

  /**
   * @param now no status can know what happens later
   */
  public static ApiStatus of(ApiKind<?> kind, ApiResource resource, Instant now) {
    ApiStatus status = Optional.ofNullable(resource.getStatus()).orElse(ApiStatus.NONE);
    ApiStatus timely = timely(status, now);
    return unusable(kind, timely).isEmpty() ? timely : without(kind, timely);
  }

  /** A create whose time cannot be believed was begun; a refusal is only worth its time. */
  private static ApiStatus timely(ApiStatus status, Instant now) {
    boolean begun = status.creating() == null || time(status.creating(), now).isPresent();
    boolean refused = status.refused() == null || time(status.refused().at(), now).isPresent();
    if (begun && refused) {
      return status;
    }
    ApiStatusBuilder builder = status.edit();
    if (!begun) {
      builder.creating(LONG_AGO, status.creatingId());
    }
    return refused ? builder.build() : builder.refused(null).build();
  }

  /** A time that stands in a status; empty if it is none, or lies ahead. */
  static Optional<Instant> time(String text, Instant now) {
    try {
      return Optional.ofNullable(text)
          .map(Instant::parse)
          .filter(time -> time.isBefore(now.plus(AHEAD)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** What to tell of ids that were left out; empty if none was. */
  public static Optional<Happening> complaint(ApiKind<?> kind, ApiResource resource) {
    ApiStatus status = Optional.ofNullable(resource.getStatus()).orElse(ApiStatus.NONE);
    List<String> unusable = unusable(kind, status);
    return unusable.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Happening.warning(
                "UnusableId",
                "The status had %s, which is no id of a %s (%s). It is not used: Heel looks for the object by its marker."
                    .formatted(
                        String.join(" and ", unusable), kind.noun(), kind.routes().ids().words())));
  }

  private static List<String> unusable(ApiKind<?> kind, ApiStatus status) {
    IdForm ids = kind.routes().ids();
    return Stream.concat(
            Stream.of(status.id(), status.creatingId(), status.replaced()), leaving(status))
        .filter(Objects::nonNull)
        .filter(id -> !ids.fits(id))
        .map(TrustedStatus::quoted)
        .toList();
  }

  /** Without a marker nothing would tell somebody else's object of that name from ours. */
  private static ApiStatus without(ApiKind<?> kind, ApiStatus status) {
    IdForm ids = kind.routes().ids();
    ApiStatusBuilder builder = status.edit();
    if (status.replaced() != null && !ids.fits(status.replaced())) {
      builder.replaced(null);
    }
    if (status.creatingId() != null && !ids.fits(status.creatingId())) {
      builder.creating(status.creating(), null);
    }
    if (!leaving(status).allMatch(ids::fits)) {
      builder.leaving(status.leaving().stream().filter(each -> fits(ids, each.id())).toList());
    }
    if (status.id() != null && !ids.fits(status.id())) {
      builder.object(null, null).observed(null);
      boolean marked = !(kind.identity() instanceof Identity.NaturalKey);
      if (marked && status.creating() == null) {
        builder.creating(LONG_AGO);
      }
    }
    return builder.build();
  }

  private static Stream<String> leaving(ApiStatus status) {
    return status.leaving() == null
        ? Stream.empty()
        : status.leaving().stream().map(each -> String.valueOf(each.id()));
  }

  private static boolean fits(IdForm ids, String id) {
    return id != null && ids.fits(id);
  }

  private static String quoted(String id) {
    return "\"" + (id.length() <= 60 ? id : id.substring(0, 60) + "…") + "\"";
  }
}
