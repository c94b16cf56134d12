package dev.heel.datadog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials are checked where they enter and never show. */
class DatadogAccessTest {
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
}
