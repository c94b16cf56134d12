package dev.heel.sandbox.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.sandbox.datadog.Caller.Answer;
import dev.heel.sandbox.datadog.world.SandboxObject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks and their variables, against what is known of the real API. */
class WebhooksTest {
  private static final String ROOT = "/api/v1/integration/webhooks/configuration/";
  private static final String HOOKS = ROOT + "webhooks";
  private static final String VARIABLES = ROOT + "custom-variables";

  @AutoClose private final DatadogServer server = DatadogServer.start(DatadogOptions.defaults());
  private final Caller datadog = new Caller(server);

  @Test
  @DisplayName("a created webhook has a payload and an encoding, and its name is its id")
  void created() {
    Answer answer = datadog.post(HOOKS, "{'name':'h','url':'https://example.com/x'}");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body().path("encode_as").asText()).isEqualTo("json");
    assertThat(answer.body().path("payload").asText()).contains("\"$EVENT_MSG\"");
    assertThat(answer.body().path("custom_headers").isNull()).isTrue();
    assertThat(datadog.get(HOOKS + "/h").body()).isEqualTo(answer.body());
    Answer again = datadog.post(HOOKS, "{'name':'h','url':'https://example.com/x'}");
    assertThat(again.status()).isEqualTo(400);
    assertThat(datadog.get(HOOKS).status()).as("there is no list").isEqualTo(405);
  }

  @Test
  @DisplayName(
      "a PUT changes what it names, the name as well; null brings the default payload back")
  void partial() {
    datadog.post(
        HOOKS, "{'name':'h','url':'https://example.com/x','payload':'p','encode_as':'form'}");
    JsonNode put = datadog.put(HOOKS + "/h", "{'name':'i','custom_headers':'{}'}").body();
    assertThat(put)
        .isEqualTo(
            Caller.json(
                "{'name':'i','url':'https://example.com/x','payload':'p','custom_headers':'{}',"
                    + "'encode_as':'form','auth_method_id':null}"));
    assertThat(datadog.get(HOOKS + "/h").error()).isEqualTo("Webhook does not exist");
    JsonNode reset = datadog.put(HOOKS + "/i", "{'payload':null}").body();
    assertThat(reset.path("payload").asText()).startsWith("{\"body\"");
  }

  @Test
  @DisplayName("a missing webhook or variable is 404 with Datadog's words, for each verb")
  void missing() {
    for (String verb : new String[] {"GET", "PUT", "DELETE"}) {
      String body = verb.equals("PUT") ? "{}" : null;
      assertThat(datadog.call(verb, HOOKS + "/x", body).error())
          .isEqualTo("Webhook does not exist");
      Answer variable = datadog.call(verb, VARIABLES + "/X", body);
      assertThat(variable.status()).isEqualTo(404);
      assertThat(variable.error()).isEqualTo("Custom variable does not exist");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'url':'https://example.com'}",
        "{'name':'h'}",
        "{'name':'h','url':'example.com'}",
        "{'name':'h','url':'https://example.com','encode_as':'xml'}",
        "{'name':'h','url':'https://example.com','payload':{'a':1}}",
        "{'name':'h','url':'https://example.com','custom_headers':{'a':'b'}}"
      })
  @DisplayName("what cannot be is refused: payload and headers are texts")
  void refused(String body) {
    assertThat(datadog.post(HOOKS, body).status()).isEqualTo(400);
  }

  @Test
  @DisplayName("a secret's value is never shown, an open one's is")
  void variables() {
    Answer secret = datadog.post(VARIABLES, "{'name':'S','value':'hush','is_secret':true}");
    assertThat(secret.status()).isEqualTo(201);
    assertThat(secret.body()).isEqualTo(Caller.json("{'name':'S','is_secret':true}"));
    assertThat(datadog.put(VARIABLES + "/S", "{'value':'other'}").body().has("value")).isFalse();
    assertThat(server.objects().toString()).doesNotContain("hush").doesNotContain("other");
    datadog.post(VARIABLES, "{'name':'O','value':'open','is_secret':false}");
    assertThat(datadog.get(VARIABLES + "/O").body().path("value").asText()).isEqualTo("open");
    assertThat(datadog.post(VARIABLES, "{'name':'low','value':'','is_secret':true}").status())
        .isEqualTo(400);
    assertThat(datadog.delete(VARIABLES + "/S").status()).isEqualTo(200);
    assertThat(server.objects()).extracting(SandboxObject::id).containsExactly("O");
  }

  @Test
  @DisplayName("people edit and delete in the UI, and others' webhooks are there")
  void control() {
    datadog.post(HOOKS, "{'name':'h','url':'https://example.com/x'}");
    Caller control = new Caller(server, null, null);
    control.patch("/_sandbox/webhooks/h", "{'url':'https://example.org'}");
    assertThat(datadog.get(HOOKS + "/h").body().path("url").asText())
        .isEqualTo("https://example.org");
    assertThat(server.organisation(Caller.API_KEY).webhooks().createForeign(2))
        .containsExactly("chat-room-1", "chat-room-2");
    assertThat(datadog.get(HOOKS + "/chat-room-2").status()).isEqualTo(200);
    assertThat(control.delete("/_sandbox/webhooks/h").status()).isEqualTo(204);
    assertThat(datadog.get(HOOKS + "/h").status()).isEqualTo(404);
    assertThat(server.objects()).isEmpty();
  }
}
