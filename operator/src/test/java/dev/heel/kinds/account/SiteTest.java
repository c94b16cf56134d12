package dev.heel.kinds.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The addresses of a site are those of Datadog's page "Getting started with sites". */
class SiteTest {
  @ParameterizedTest
  @CsvSource({
    "datadoghq.com, https://api.datadoghq.com, https://app.datadoghq.com",
    "datadoghq.eu, https://api.datadoghq.eu, https://app.datadoghq.eu",
    "us3.datadoghq.com, https://api.us3.datadoghq.com, https://us3.datadoghq.com",
    "ap2.datadoghq.com, https://api.ap2.datadoghq.com, https://ap2.datadoghq.com",
    "ddog-gov.com, https://api.ddog-gov.com, https://app.ddog-gov.com",
    "us2.ddog-gov.com, https://api.us2.ddog-gov.com, https://us2.ddog-gov.com"
  })
  void aSiteHasTwoAddresses(String name, String api, String app) {
    assertThat(Arrays.stream(AccountSpec.Site.values()).filter(s -> s.host().equals(name)))
        .singleElement()
        .satisfies(site -> assertThat(site.api()).isEqualTo(api))
        .satisfies(site -> assertThat(site.app()).isEqualTo(app));
  }
}
