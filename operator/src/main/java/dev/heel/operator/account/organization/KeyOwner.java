package dev.heel.operator.account.organization;

/**
 * The organisation that keys belong to, as Datadog last said it.
 *
 * @param id {@code data.relationships.org.data.id} of {@code /api/v2/current_user}; null if the
 *     keys may not ask
 * @param publicId the short id of addresses, which earlier versions of Heel kept in place of the
 *     id; null if Datadog did not say it
 * @param name as Datadog shows it; null if Datadog did not say it
 */
public record KeyOwner(String id, String publicId, String name) {
  /** Datadog said nothing of it. */
  public static final KeyOwner UNKNOWN = new KeyOwner(null, null, null);

  /** Whether the organisation is known. */
  public boolean isKnown() {
    return id != null;
  }

  /**
   * Whether it is that organisation.
   *
   * @param organization an id, or what an earlier version kept; null is no organisation
   */
  boolean is(String organization) {
    return organization != null && (organization.equals(id) || organization.equals(publicId));
  }

  /** {@code Acme (4dee724d-…)}, or the id alone. */
  public String words() {
    return words(name, id);
  }

  /** The same of an organisation that a status names. */
  public static String words(String name, String id) {
    return name == null ? id : "%s (%s)".formatted(name, id);
  }
}
