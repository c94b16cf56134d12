package dev.heel.operator.account.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heel.kinds.account.AccountStatus.Organization;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which organisation an account is for, and what keys of another one mean. */
@DisplayName("An account's organisation")
class HomeOrganizationTest {
  private static final KeyOwner ACME = new KeyOwner("acme-id", "acme-public", "Acme");
  private static final KeyOwner BETA = new KeyOwner("beta-id", null, "Beta");

  @ParameterizedTest(name = "spec {0}, status {1}, keys {2}: {3}")
  @CsvSource({
    // the first answer counts
    ",        ,            Acme, KeysValid,           Acme",
    // nobody knows: it works as before, with a warning
    ",        ,            -,    KeysValid,           -",
    ",        acme-id,     -,    KeysValid,           Acme",
    // the status remembers, also after a restart
    ",        acme-id,     Acme, KeysValid,           Acme",
    ",        acme-id,     Beta, OrganizationChanged, Acme",
    // an earlier version kept the public id: the same organisation
    ",        acme-public, Acme, KeysValid,           Acme",
    ",        acme-public, Beta, OrganizationChanged, Acme",
    // the spec's word wins over the status
    "acme-id, ,            Acme, KeysValid,           Acme",
    "acme-id, ,            Beta, OrganizationChanged, -",
    "acme-id, ,            -,    OrganizationUnknown, -",
    "beta-id, acme-id,     Beta, KeysValid,           Beta",
    "beta-id, acme-id,     Acme, OrganizationChanged, Acme",
    "beta-id, acme-id,     -,    OrganizationUnknown, Acme",
  })
  void verdict(String said, String status, String keys, String reason, String shown) {
    Organization earlier = status == null ? null : new Organization("Acme", status);
    HomeOrganization home = new HomeOrganization(said, earlier, "datadog/keys");
    KeyOwner owner = keys.equals("Acme") ? ACME : keys.equals("Beta") ? BETA : KeyOwner.UNKNOWN;
    assertThat(home.reason(owner).name()).isEqualTo(reason);
    Organization after = home.shown(owner);
    assertThat(after == null ? "-" : after.name()).isEqualTo(shown);
  }

  @Test
  @DisplayName("the id that an earlier version kept is replaced by the id of API v2")
  void publicId() {
    HomeOrganization home =
        new HomeOrganization(null, new Organization("Acme", "acme-public"), "datadog/keys");
    assertThat(home.shown(ACME).id()).isEqualTo("acme-id");
  }

  @Test
  @DisplayName("keys of another organisation: both are named, what is not done, and both remedies")
  void changed() {
    HomeOrganization home =
        new HomeOrganization(null, new Organization("Acme", "acme-id"), "datadog/datadog-keys");
    assertThat(home.message(BETA))
        .isEqualTo(
            "The keys belong to organisation Beta (beta-id); this account's objects are in Acme"
                + " (acme-id). Nothing is created, changed or deleted. If that is meant, set"
                + " spec.organization: beta-id: new objects are made there, and those in Acme are"
                + " left to you; if not, put the right keys into Secret datadog/datadog-keys.");
    assertThat(new HomeOrganization("acme-id", null, "a/b").message(BETA))
        .contains("spec.organization says acme-id.", "those in acme-id are left to you");
  }

  @Test
  @DisplayName("of an account that may not be used, the objects are where they were")
  void objectsStay() {
    HomeOrganization home = new HomeOrganization(null, new Organization("Acme", "acme-id"), "a/b");
    assertThat(home.owner(BETA).is("acme-id")).isTrue();
    assertThat(home.owner(BETA).is("beta-id")).isFalse();
    assertThat(new HomeOrganization("beta-id", null, "a/b").owner(KeyOwner.UNKNOWN).is("beta-id"))
        .isTrue();
  }
}
