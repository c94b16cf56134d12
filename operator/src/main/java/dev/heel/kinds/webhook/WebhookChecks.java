package dev.heel.kinds.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Check;
import dev.heel.engine.Draft;
import dev.heel.engine.read.Pointers;
import dev.heel.resource.Problem;
import dev.heel.resource.Problem.Severity;
import dev.heel.resource.SecretMention;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a webhook must be beyond its schema. */
final class WebhookChecks {
  static final String NAME = "webhook-name";
  static final String URL = "webhook-url";
  static final String PAYLOAD = "webhook-payload";
  static final String HEADERS = "webhook-headers";
  static final String CLEAR = "clear-text-secret";

  // An address has a slash in it, and can be no part of a name.
  private static final Pattern ADDRESS = Pattern.compile("\\$\\([^()]*\\.url\\)");
  private static final Pattern OURS = Pattern.compile("\\$\\([^()]*\\)");
  private static final Pattern VARIABLE =
      Pattern.compile("\\$[A-Z][A-Z0-9_]*(\\[[^\\[\\]\"$]*\\])?");
  private static final Pattern SECRET_PARAMETER =
      Pattern.compile("(?i)token|key|secret|sig|password|passwd|auth|code");
  private static final Pattern USER = Pattern.compile("https?://[^/?#@:]++:[^/?#@]++@.*");
  private static final Pattern SECRET_HEADER =
      Pattern.compile("(?i).*(authorization|token|key|secret|cookie|password).*");
  private static final int LONG = 20;

  static final List<Check> ALL =
      List.of(
          WebhookChecks::nameCanBeCalled,
          WebhookChecks::urlIsSaid,
          WebhookChecks::urlIsAnAddress,
          WebhookChecks::headersAreTexts,
          WebhookChecks::payloadIsJson,
          WebhookChecks::secretsStandAlone,
          WebhookChecks::urlHoldsNoSecret,
          WebhookChecks::headersHoldNoSecret);

  private WebhookChecks() {}

  private static List<Problem> nameCanBeCalled(Draft draft) {
    String name = OURS.matcher(withoutAddresses(draft.text("/name"))).replaceAll("x");
    return name.isEmpty() || WebhookApi.ROUTES.ids().fits(name)
        ? List.of()
        : List.of(
            problem(
                Severity.ERROR,
                draft,
                NAME,
                "/name",
                "\"" + draft.text("/name") + "\" cannot be called as @webhook-NAME",
                "Use letters, digits, -, _ and . only."));
  }

  private static String withoutAddresses(String name) {
    return ADDRESS.matcher(name).replaceAll("/");
  }

  private static List<Problem> urlIsSaid(Draft draft) {
    boolean missing = draft.text("/url").isBlank() && !draft.isUnreadable("/url");
    return missing && !draft.incomplete()
        ? List.of(
            problem(
                Severity.ERROR,
                draft,
                URL,
                "/url",
                "no url is said",
                "Say what to call: url: https://…, or url: $(secret/NAME/KEY)."))
        : List.of();
  }

  private static List<Problem> urlIsAnAddress(Draft draft) {
    String url = draft.text("/url");
    return url.isBlank() || url.contains("$(") || url.matches("(?i)https?://[^\\s/].*")
        ? List.of()
        : List.of(
            problem(
                Severity.ERROR,
                draft,
                URL,
                "/url",
                "the url is no address that Datadog could call",
                "Write https://HOST/PATH."));
  }

  private static List<Problem> headersAreTexts(Draft draft) {
    JsonNode headers = draft.at("/custom_headers");
    boolean readable =
        headers.isMissingNode()
            || headers.isNull()
            || headers.isObject()
            || JsonText.object(headers).isPresent();
    return readable
        ? List.of()
        : List.of(
            problem(
                Severity.ERROR,
                draft,
                HEADERS,
                "/custom_headers",
                "the headers are no mapping of names to texts",
                "Write customHeaders: {NAME: VALUE}."));
  }

  /** Variables may stand without quotes, as numbers do; any value stands for them here. */
  private static List<Problem> payloadIsJson(Draft draft) {
    boolean form = draft.text("/encode_as").equals("form");
    JsonNode payload = draft.at("/payload");
    if (form || !payload.isTextual()) {
      return List.of();
    }
    Optional<String> fault = JsonText.fault(VARIABLE.matcher(payload.textValue()).replaceAll("0"));
    return fault.isEmpty()
        ? List.of()
        : List.of(
            problem(
                Severity.ERROR,
                draft,
                PAYLOAD,
                "/payload",
                "encodeAs is json, and the payload is no JSON: " + fault.get(),
                "Correct it, write it as a mapping, or set encodeAs: form."));
  }

  private static List<Problem> secretsStandAlone(Draft draft) {
    return values(draft).stream()
        .filter(value -> SecretMention.isMisnamed(value.text()))
        .map(value -> SecretMention.misnamed(draft.place(value.pointer()), value.text()))
        .toList();
  }

  private static List<Problem> urlHoldsNoSecret(Draft draft) {
    String url = draft.text("/url");
    boolean holds =
        !SecretMention.isMeant(url)
            && (hasSecretParameter(url) || USER.matcher(url).matches() || hasLongPart(url));
    return holds
        ? List.of(
            clear(draft, "/url", "what looks like a token or password in the url, in clear text"))
        : List.of();
  }

  private static boolean hasSecretParameter(String url) {
    return Arrays.stream(url.split("[?&;]", -1))
        .skip(1)
        .map(parameter -> parameter.split("=", 2))
        .filter(parameter -> parameter.length == 2 && !parameter[1].isEmpty())
        .anyMatch(parameter -> SECRET_PARAMETER.matcher(parameter[0]).find());
  }

  /** A long part of letters and digits is rarely a word. */
  private static boolean hasLongPart(String url) {
    for (String part : url.replaceFirst("^[a-zA-Z]+://[^/]*", "").split("[/?&=#]", -1)) {
      if (part.length() >= LONG && part.matches("[A-Za-z_-]*+[0-9][A-Za-z0-9_-]*+")) {
        return true;
      }
    }
    return false;
  }

  private static List<Problem> headersHoldNoSecret(Draft draft) {
    return values(draft).stream()
        .filter(value -> value.header() != null && !SecretMention.isMeant(value.text()))
        .filter(value -> SECRET_HEADER.matcher(value.header()).matches())
        .map(value -> clear(draft, value.pointer(), "the header " + value.header() + " in clear"))
        .toList();
  }

  private static Problem clear(Draft draft, String pointer, String what) {
    return problem(
        Severity.WARNING,
        draft,
        CLEAR,
        pointer,
        what,
        "Put it in a Secret and write $(secret/NAME/KEY), as the whole value.");
  }

  /**
   * A text in which a secret may stand.
   *
   * @param header its name; null for the url
   */
  private record Value(String pointer, String header, String text) {}

  private static List<Value> values(Draft draft) {
    List<Value> values = new ArrayList<>();
    values.add(new Value("/url", null, draft.text("/url")));
    JsonNode headers = draft.at("/custom_headers");
    boolean typed = headers.isObject();
    JsonNode names = typed ? headers : JsonText.object(headers).orElse(null);
    if (names != null) {
      for (var header : names.properties()) {
        String at = typed ? Pointers.member("/custom_headers", header.getKey()) : "/custom_headers";
        values.add(new Value(at, header.getKey(), header.getValue().asText("")));
      }
    }
    return values;
  }

  private static Problem problem(
      Severity severity, Draft draft, String rule, String pointer, String message, String remedy) {
    return new Problem(severity, rule, draft.place(pointer), null, message, remedy);
  }
}
