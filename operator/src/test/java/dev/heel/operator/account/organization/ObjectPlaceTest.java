package dev.heel.operator.account.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.operator.account.organization.ObjectPlace.Answer;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.NamespacedName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether an account leads to the organisation that an object is in. */
@DisplayName("The place of an object")
class ObjectPlaceTest {
  private static final NamespacedName HERE = new NamespacedName("datadog", "default");

  @ParameterizedTest(name = "object in {0} by {1}, keys of {2}: {3}")
  @CsvSource({
    // both are known: the organisation alone counts, whatever the way
    "acme, datadog/default, acme, HERE",
    "acme, datadog/other,   acme, HERE",
    "acme, datadog/default, beta, ELSEWHERE",
    "acme, datadog/other,   beta, ELSEWHERE",
    // the keys' one is not known: the same account goes on, another one moves nothing
    "acme, datadog/default, ,     HERE",
    "acme, datadog/other,   ,     ELSEWHERE",
    // the object's one is not known, as in a status of an earlier version
    ",     datadog/default, acme, HERE",
    ",     datadog/other,   acme, ELSEWHERE",
    // neither is known
    ",     datadog/default, ,     HERE",
    ",     datadog/other,   ,     ELSEWHERE",
    // nothing was made yet: anywhere
    ",     ,                acme, HERE",
    ",     ,                ,     HERE",
  })
  void place(String organization, String account, String keys, Answer expected) {
    KeyOwner owner = keys == null ? KeyOwner.UNKNOWN : new KeyOwner(keys, null, null);
    assertThat(new ObjectPlace(organization, account).from(HERE, owner)).isEqualTo(expected);
  }

  @Test
  @DisplayName("an object that may exist, since a create is under way, has a place too")
  void underWay() {
    ApiStatus status =
        ApiStatus.NONE.edit().organization("acme").account("a/b").creating("2026-01-01").build();
    assertThat(ObjectPlace.of(status)).isEqualTo(new ObjectPlace("acme", "a/b"));
    assertThat(ObjectPlace.of(status.edit().creating(null).build())).isEqualTo(ObjectPlace.NOWHERE);
  }
}
