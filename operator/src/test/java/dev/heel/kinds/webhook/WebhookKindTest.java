package dev.heel.kinds.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.compare.Change;
import dev.heel.engine.plan.Diff;
import dev.heel.engine.plan.Diff.Baseline;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A webhook's secrets, and what Datadog rewrites")
class WebhookKindTest {
  private static final WebhookKind KIND = new WebhookKind();

  private static JsonNode yaml(String text) {
    return Serialization.unmarshal("---\n" + text, JsonNode.class);
  }

  @Test
  @DisplayName("a secret goes into the url and the headers whole, also one that JSON must escape")
  void secretsGoInAndOut() {
    JsonNode body =
        yaml("{url: $(secret/a/b), custom_headers: '{\"X\":\"$(secret/a/c)\",\"Y\":\"z\"}'}");
    String secret = "say \"hi\"\\";
    JsonNode sent = KIND.withSecrets(body, text -> text.startsWith("$(secret/") ? secret : text);
    assertThat(sent.path("url").asText()).isEqualTo(secret);
    assertThat(JsonText.object(sent.path("custom_headers")).orElseThrow().path("X").asText())
        .isEqualTo(secret);
    JsonNode back = KIND.withSecrets(sent, text -> text.equals(secret) ? "$(secret/a/b)" : text);
    assertThat(back.toString()).doesNotContain("hi").contains("\\\"Y\\\":\\\"z\\\"");
  }

  @Test
  @DisplayName("a difference in a place of secrets is named and not shown, whoever set it")
  void secretsAreNotShown() {
    List<Change> changes =
        Diff.between(
            KIND,
            yaml("{url: https://new.example.com}"),
            yaml("{url: https://old.example.com/token, custom_headers: '{\"a\":\"b\"}'}"),
            Baseline.NONE);
    assertThat(changes).extracting(Change::field).containsExactly("url", "custom_headers");
    assertThat(changes.toString()).doesNotContain("example.com", "\"b\"", "a\\\"");
  }

  @Test
  @DisplayName("the hash of what was read has no part of a url or header in it")
  void hashHoldsNoSecret() {
    JsonNode one = yaml("{name: a, url: https://e.com/1, custom_headers: '{\"a\":\"b\"}'}");
    JsonNode other = yaml("{name: a, url: https://e.com/2, custom_headers: null}");
    assertThat(KIND.hash(one)).isEqualTo(KIND.hash(other));
    assertThat(KIND.hash(one)).isNotEqualTo(KIND.hash(((ObjectNode) other).put("name", "b")));
  }

  @Test
  @DisplayName("payloads are compared by meaning, and Datadog's own is none")
  void payloads() {
    assertThat(
            Diff.between(
                KIND,
                yaml("{payload: '{\"a\":1,\"b\":2}'}"),
                yaml("{payload: '{\"b\": 2, \"a\": 1}', auth_method_id: null, encode_as: json}"),
                Baseline.NONE))
        .isEmpty();
    JsonNode own = yaml("{}");
    ((ObjectNode) own).put("payload", WebhookApi.PAYLOAD.toString());
    assertThat(Diff.between(KIND, yaml("{}"), own, Baseline.NONE))
        .allMatch(KIND::isOmission)
        .hasSize(1);
  }
}
