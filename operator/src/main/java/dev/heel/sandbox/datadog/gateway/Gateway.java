package dev.heel.sandbox.datadog.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.heel.sandbox.datadog.account.Keys;
import dev.heel.sandbox.datadog.faults.Fault;
import dev.heel.sandbox.datadog.faults.Fault.Kind;
import dev.heel.sandbox.datadog.faults.Faults;
import dev.heel.sandbox.datadog.gateway.Calls.View;
import dev.heel.sandbox.datadog.http.ApiError;
import dev.heel.sandbox.datadog.http.Reply;
import dev.heel.sandbox.datadog.http.Route;
import dev.heel.sandbox.datadog.http.Route.Access;
import dev.heel.sandbox.datadog.http.Routes;
import dev.heel.sandbox.datadog.world.Organisation;
import dev.heel.sandbox.datadog.world.Organisations;
import dev.heel.sandbox.datadog.world.World;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The one way through which every call goes: latency, faults, keys, rate limits, counting, lost
 * answers. The routes behind it only serve.
 */
public final class Gateway implements HttpHandler {
  private static final String CONTROL = "/_sandbox";
  private static final String CUT = "cut";

  private final Routes routes;
  private final World world;
  private final Keys keys;
  private final Organisations organisations;
  private final Faults faults;
  private final Calls calls;
  private final RateLimits limits;

  /** What the gateway shares with the control surface. */
  public record Shared(
      World world, Keys keys, Organisations organisations, Faults faults, Calls calls) {}

  public Gateway(Routes routes, Shared shared) {
    this.routes = routes;
    this.world = shared.world();
    this.keys = shared.keys();
    this.organisations = shared.organisations();
    this.faults = shared.faults();
    this.calls = shared.calls();
    this.limits = new RateLimits(world);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try {
      Incoming incoming = Incoming.read(exchange);
      Wire wire = new Wire(exchange);
      Optional<Routes.Match> match = routes.find(incoming.method(), incoming.path());
      if (incoming.path().startsWith(CONTROL)) {
        wire.send(serve(match, incoming));
        return;
      }
      boolean writes = match.filter(found -> found.route().writes()).isPresent();
      calls.begin(writes);
      try {
        answer(match, incoming, wire);
      } finally {
        calls.end(writes);
      }
    } finally {
      // Without an answer this cuts the connection.
      exchange.close();
    }
  }

  private void answer(Optional<Routes.Match> match, Incoming incoming, Wire wire)
      throws IOException {
    Wire.pause(world.switches().latency());
    Fault fault = faults.take(incoming.arrival()).orElse(Fault.NONE);
    if (fault.kind() == Kind.CUT_BEFORE) {
      count(match, incoming, CUT);
      return;
    }
    if (fault.kind() == Kind.DELAY) {
      Wire.pause(fault.pause());
    }
    Reply reply =
        fault.kind() == Kind.ANSWER
            ? new Reply(fault.status(), null, fault.body(), fault.headers())
            : Wire.spoiled(serve(match, incoming), fault);
    boolean cut = fault.kind() == Kind.CUT_AFTER || fault.kind() == Kind.NONE && lost(match, reply);
    count(match, incoming, cut ? CUT : String.valueOf(reply.status()));
    if (!cut) {
      wire.send(reply, fault);
    }
  }

  private boolean lost(Optional<Routes.Match> match, Reply reply) {
    return reply.status() < 300
        && match.filter(found -> found.route().writes()).isPresent()
        && world.switches().losesThisAnswer();
  }

  private Reply serve(Optional<Routes.Match> match, Incoming incoming) {
    if (match.isEmpty()) {
      return routes.knowsPath(incoming.path())
          ? Reply.error(405, "Method Not Allowed")
          : Reply.error(404, "Not found");
    }
    Route route = match.get().route();
    Optional<Reply> refusal =
        keys.problem(route.access(), incoming.apiKey(), incoming.applicationKey());
    return refusal.orElseGet(() -> limited(match.get(), incoming));
  }

  private Reply limited(Routes.Match match, Incoming incoming) {
    if (match.route().access() != Access.BOTH_KEYS) {
      return handled(match, incoming, null);
    }
    Organisation organisation = organisations.of(incoming.apiKey());
    Optional<RateLimits.Verdict> verdict = limits.count(organisation, match.route().limit());
    if (verdict.isEmpty()) {
      return handled(match, incoming, organisation);
    }
    Map<String, String> headers = verdict.get().headers();
    return verdict.get().refused()
        ? verdict.get().refusal().with(headers)
        : handled(match, incoming, organisation).with(headers);
  }

  private static Reply handled(Routes.Match match, Incoming incoming, Organisation organisation) {
    if (incoming.malformed()) {
      return Reply.error(400, "Payload is not in the expected format");
    }
    try {
      return match.route().handler().apply(incoming.request(match.parameters(), organisation));
    } catch (ApiError e) {
      return e.reply();
    }
  }

  private void count(Optional<Routes.Match> match, Incoming incoming, String status) {
    String call = match.map(found -> found.route().call()).orElse(incoming.line());
    calls.count(View.CALL, call);
    calls.count(View.STATUS, status);
    calls.count(View.CALL_AND_STATUS, call + " " + status);
    calls.count(View.API_KEY, incoming.keyTail());
    calls.count(View.USER_AGENT, incoming.userAgent());
    calls.count(
        View.ORGANISATION,
        keys.goodApiKey(incoming.apiKey()) ? organisations.of(incoming.apiKey()).name() : "-");
    calls.log(world.now() + " " + incoming.line() + " " + status + " " + incoming.userAgent());
  }
}
