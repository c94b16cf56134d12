package dev.heel.kinds.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.resource.Permission;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What an account lets a namespace do")
class ConsentTest {
  private static final String SHOP =
      "{from: Selector, selector: {matchLabels: {kubernetes.io/metadata.name: shop}}}";

  private static Consent consent(String grants) {
    DatadogAccount account = new DatadogAccount();
    account.setMetadata(
        new ObjectMetaBuilder().withName("default").withNamespace("datadog").build());
    account.setSpec(
        Serialization.unmarshal(
            "---\n{site: datadoghq.com, grants: " + grants + "}", JsonNode.class));
    return Consent.of(account);
  }

  private static boolean mayAdopt(Consent consent, String namespace) {
    return consent
        .refusal(Permission.Adopt, namespace, Map.of("kubernetes.io/metadata.name", namespace))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                                                          | datadog | true",
        "[]                                                          | shop    | false",
        "null                                                        | shop    | false",
        "[{allow: [Adopt], namespaces: {from: All}}]                 | shop    | true",
        "[{allow: [MuteEverything], namespaces: {from: All}}]        | shop    | false",
        "[{allow: [MuteEverything, Adopt], namespaces: {from: All}}] | shop    | true",
        "[{allow: [Adopt], namespaces: {from: Same}}]                | shop    | false",
        "[{allow: [Adopt]}]                                          | shop    | false",
        "[{namespaces: {from: All}}]                                 | shop    | false",
        "[{allow: [Else], namespaces: {from: All}}]                  | shop    | false",
        "[{allow: [Adopt], namespaces: " + SHOP + "}]                | shop    | true",
        "[{allow: [Adopt], namespaces: " + SHOP + "}]                | home    | false"
      })
  @DisplayName("its own namespace may do all; another what a grant allows that covers it")
  void grants(String grants, String namespace, boolean allowed) {
    assertThat(mayAdopt(consent(grants), namespace)).isEqualTo(allowed);
  }

  @Test
  @DisplayName("the refusal has the item to add")
  void sentence() {
    assertThat(consent("[]").refusal(Permission.Adopt, "shop", Map.of()).orElseThrow().sentence())
        .isEqualTo(
            "Namespace shop may not adopt through DatadogAccount datadog/default. Its owner can add"
                + " to spec.grants: {allow: [Adopt], namespaces: {from: Selector, selector:"
                + " {matchLabels: {kubernetes.io/metadata.name: shop}}}}.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "1234", "true", "no", "1e3", "a-b"})
  @DisplayName("the item, pasted, grants just that to just this namespace")
  void pasted(String namespace) {
    for (Permission permission : Permission.values()) {
      String remedy = consent("[]").refusal(permission, namespace, Map.of()).orElseThrow().remedy();
      String item = remedy.substring(remedy.indexOf('{'), remedy.indexOf("}}}}") + 4);
      Consent granted = consent("[" + item + "]");
      Map<String, String> labels = Map.of("kubernetes.io/metadata.name", namespace);
      assertThat(granted.refusal(permission, namespace, labels)).isEmpty();
      assertThat(mayAdopt(granted, "home")).isFalse();
    }
  }
}
