package dev.heel.datadog;

import dev.heel.datadog.answers.Answer;
import dev.heel.datadog.budget.RateHeaders;
import dev.heel.engine.api.Call;
import dev.heel.engine.api.DatadogError;
import dev.heel.engine.api.DatadogError.Kind;
import dev.heel.engine.api.DatadogError.Reply;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells, once and for everybody above, what an answer means that is no success. Pure. Only "in use"
 * goes by the words: Datadog sends it as 400, 401 or 409 (DataDog/terraform-provider-datadog#439,
 * #519, #1452).
 */
final class DatadogErrors {
  private static final Pattern REFERRED_TO =
      Pattern.compile("is referenced in|part of the following composite monitors");
  private static final Pattern NOT_DELETABLE =
      Pattern.compile("can ?not be deleted|can'?t delete|can ?not delete|can'?t be deleted");

  private DatadogErrors() {}

  /**
   * @param answer of any status; 2xx stands for a body that cannot be read
   * @param now when the answer was whole; {@code retryAt} counts from it
   */
  static DatadogError of(Call call, Answer answer, Instant now) {
    Optional<String> said = answer.successful() ? Optional.empty() : Words.said(answer);
    Kind kind = kind(answer, said.orElse(""));
    boolean doubtful = kind == Kind.TRANSIENT && !redirected(answer) && call.method().writes();
    Instant retryAt =
        kind == Kind.THROTTLED ? RateHeaders.of(answer.headers(), now).retryAt(now) : null;
    Reply reply =
        new Reply(answer.status(), said.orElseGet(() -> described(answer)), said.isPresent());
    return new DatadogError(kind, !doubtful, reply, retryAt);
  }

  private static Kind kind(Answer answer, String words) {
    if (inUse(answer.status(), words.toLowerCase(Locale.ROOT))) {
      return Kind.IN_USE;
    }
    return switch (answer.status()) {
      case 401, 403 -> Kind.FORBIDDEN;
      case 404, 410 -> Kind.MISSING;
      case 429 -> Kind.THROTTLED;
      // A proxy's word that it stopped waiting for the request: not a word about the body.
      case 408 -> Kind.TRANSIENT;
      default -> answer.status() >= 400 && answer.status() < 500 ? Kind.REJECTED : Kind.TRANSIENT;
    };
  }

  private static boolean inUse(int status, String words) {
    return switch (status) {
      case 400, 401 -> REFERRED_TO.matcher(words).find();
      case 409 -> REFERRED_TO.matcher(words).find() || NOT_DELETABLE.matcher(words).find();
      default -> false;
    };
  }

  private static boolean redirected(Answer answer) {
    return answer.status() >= 300 && answer.status() < 400;
  }

  private static String described(Answer answer) {
    if (redirected(answer)) {
      return "a redirect, which is not followed; check that this is the address of Datadog's API";
    }
    boolean notJson = answer.successful() && answer.body().fault() == null;
    return Words.described(answer) + (notJson ? ", which is not JSON" : "");
  }
}
