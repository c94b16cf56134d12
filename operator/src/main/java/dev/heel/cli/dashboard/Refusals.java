package dev.heel.cli.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.cli.text.CommandException;
import dev.heel.engine.api.Call;
import dev.heel.engine.api.Datadog;
import dev.heel.engine.api.DatadogError;

/** What a person is told when Datadog does not do what a command asked for. */
public final class Refusals {
  private Refusals() {}

  /**
   * Sends a call and gives the answer.
   *
   * @throws CommandException with a sentence if Datadog refuses it or does not answer
   */
  public static JsonNode send(Datadog datadog, Call call) {
    try {
      return datadog.send(call);
    } catch (DatadogError e) {
      throw new CommandException(sentence(call, e));
    }
  }

  private static String sentence(Call call, DatadogError error) {
    String what = "Datadog gave no " + call.kind() + ": " + error.quoted();
    return switch (error.kind()) {
      case MISSING -> missing(call, what);
      case FORBIDDEN -> what + ". The account's application key lacks the right to it";
      case THROTTLED ->
          what + (error.retryAt() == null ? "" : ". Again from " + error.retryAt() + " on");
      case TRANSIENT ->
          what + (error.answered() ? ". Try again" : ". It may be there all the same");
      default -> what;
    };
  }

  private static String missing(Call call, String what) {
    return call.path().equals(call.template())
        ? what + ". This organisation, or the proxy before it, does not offer it"
        : what + ". It is gone; Heel makes it again before long";
  }
}
