package dev.heel.datadog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials are checked where they enter and never show; sites are what Datadog's page says. */
class AccessAndSitesTest {
  private static final URI API = URI.create("https://api.datadoghq.com");

  @Test
  void keysDoNotShow() {
    DatadogAccess access = new DatadogAccess(API, "api-secret", "app-secret");

    assertThat(access.toString())
        .contains("https://api.datadoghq.com")
        .doesNotContain("api-secret", "app-secret");
  }

  @Test
  void aNewlineOfAFileIsCutOff() {
    assertThat(new DatadogAccess(API, "key\n", " app ").apiKey()).isEqualTo("key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "se\ncret", "se cret", "sécret"})
  void whatIsNoKeyIsRefusedWithoutShowingIt(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DatadogAccess(API, "good", key))
        .withMessageStartingWith("the application key")
        .withMessageNotContaining("cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"api.datadoghq.com", "ftp://api.datadoghq.com", "https:///x"})
  void anAddressNeedsSchemeAndHost(String url) {
    URI address = URI.create(url);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DatadogAccess(address, "a", "b"))
        .withMessageContaining(url);
  }

  @ParameterizedTest
  @CsvSource({
    "datadoghq.com, https://api.datadoghq.com, https://app.datadoghq.com",
    "datadoghq.eu, https://api.datadoghq.eu, https://app.datadoghq.eu",
    "us3.datadoghq.com, https://api.us3.datadoghq.com, https://us3.datadoghq.com",
    "ap2.datadoghq.com, https://api.ap2.datadoghq.com, https://ap2.datadoghq.com",
    "ddog-gov.com, https://api.ddog-gov.com, https://app.ddog-gov.com",
    "us2.ddog-gov.com, https://api.us2.ddog-gov.com, https://us2.ddog-gov.com"
  })
  void aSiteHasTwoAddresses(String name, URI api, URI app) {
    assertThat(Sites.find(name)).contains(new Sites.Site(name, api, app));
  }

  @Test
  void noSiteIsGuessed() {
    assertThat(Sites.find("app.datadoghq.com")).isEmpty();
    assertThat(Sites.find("US1")).isEmpty();
  }
}
