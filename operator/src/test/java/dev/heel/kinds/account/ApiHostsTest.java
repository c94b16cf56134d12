package dev.heel.kinds.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses an account may say. */
class ApiHostsTest {
  private static final ApiHosts LISTED =
      ApiHosts.and(List.of("https://datadog-proxy.example.com/eu", "http://127.0.0.1:8126"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.datadoghq.com",
        "https://API.datadoghq.eu:443/any/path",
        "https://datadog-proxy.example.com",
        "https://datadog-proxy.example.com:443/us",
        "http://127.0.0.1:8126"
      })
  @DisplayName("a site, and what is listed, whatever the path")
  void allowed(String url) {
    assertThat(LISTED.allow(url)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.datadoghq.com",
        "https://api.datadoghq.com.example.com",
        "https://api.datadoghq.com:8443",
        "https://api.datadoghq.com@169.254.169.254/",
        "https://user:password@datadog-proxy.example.com",
        "http://datadog-proxy.example.com",
        "http://127.0.0.1:8127",
        "http://localhost:8126",
        "http://2130706433:8126",
        "http://[::1]:8126",
        "http://169.254.169.254/latest/meta-data",
        "https://kubernetes.default.svc",
        "file:///etc/passwd",
        "https://",
        "not an address"
      })
  @DisplayName("another scheme, host or port, a user, a host in another spelling")
  void refused(String url) {
    assertThat(LISTED.allow(url)).isFalse();
  }

  @Test
  @DisplayName("nothing but an address can be listed")
  void unlistable() {
    assertThatThrownBy(() -> ApiHosts.and(List.of("datadog-proxy.example.com")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no address like https://");
  }
}
