package dev.heel.sandbox.datadog.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.http.Api;
import dev.heel.sandbox.datadog.http.ApiError;
import dev.heel.sandbox.datadog.http.Reply;
import dev.heel.sandbox.datadog.http.Request;
import dev.heel.sandbox.datadog.http.Route;
import dev.heel.sandbox.datadog.text.Json;
import dev.heel.sandbox.datadog.world.Named;
import dev.heel.sandbox.datadog.world.NamedObjects;
import dev.heel.sandbox.datadog.world.PerOrganisation;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/** Webhooks and their custom variables, API v1: no list, a name is the id, a PUT is partial. */
public final class WebhooksApi implements Api {
  private static final String ROOT = "/api/v1/integration/webhooks/configuration/";

  /**
   * One of the two kinds.
   *
   * @param path its part of the path
   * @param limit end of the names of its rate limits
   * @param title what errors call it
   * @param form makes a whole body from the old one and what was sent
   */
  private record Kind(
      String path,
      String limit,
      String title,
      PerOrganisation<NamedObjects> objects,
      BinaryOperator<ObjectNode> form) {

    NamedObjects of(Request request) {
      return objects.of(request.organisation());
    }

    Named existing(Request request) {
      return of(request).store().get(request.path().get("name")).orElseThrow(this::missing);
    }

    ApiError missing() {
      return ApiError.notFound(title + " does not exist");
    }
  }

  private final List<Kind> kinds;

  public WebhooksApi(
      PerOrganisation<NamedObjects> webhooks, PerOrganisation<NamedObjects> variables) {
    kinds =
        List.of(
            new Kind("webhooks", "webhook", "Webhook", webhooks, WebhookForm::webhook),
            new Kind(
                "custom-variables",
                "webhook_variable",
                "Custom variable",
                variables,
                WebhookForm::variable));
  }

  @Override
  public List<Route> routes() {
    return kinds.stream().flatMap(WebhooksApi::routes).toList();
  }

  private static Stream<Route> routes(Kind kind) {
    String all = ROOT + kind.path();
    String one = all + "/{name}";
    return Stream.of(
        Route.of("POST " + all, "create_" + kind.limit(), request -> create(kind, request)),
        Route.of("GET " + one, "get_" + kind.limit(), request -> read(kind, request)),
        Route.of("PUT " + one, "update_" + kind.limit(), request -> update(kind, request)),
        Route.of("DELETE " + one, "delete_" + kind.limit(), request -> delete(kind, request)));
  }

  private static Reply create(Kind kind, Request request) {
    ObjectNode body = kind.form().apply(Json.object(), request.object());
    NamedObjects objects = kind.of(request);
    synchronized (objects.store()) {
      requireFree(kind, request, body);
      return Reply.json(201, objects.put(body));
    }
  }

  private static Reply read(Kind kind, Request request) {
    String name = request.path().get("name");
    return Reply.ok(kind.of(request).read(name).orElseThrow(kind::missing));
  }

  private static Reply update(Kind kind, Request request) {
    NamedObjects objects = kind.of(request);
    synchronized (objects.store()) {
      Named old = kind.existing(request);
      ObjectNode body = kind.form().apply(old.body(), request.object());
      if (!body.path("name").asText().equals(old.name())) {
        requireFree(kind, request, body);
      }
      return Reply.ok(objects.replace(old, body));
    }
  }

  private static Reply delete(Kind kind, Request request) {
    NamedObjects objects = kind.of(request);
    synchronized (objects.store()) {
      objects.store().remove(kind.existing(request).name());
      return Reply.ok(Json.object());
    }
  }

  private static void requireFree(Kind kind, Request request, ObjectNode body) {
    if (kind.of(request).store().get(body.path("name").asText()).isPresent()) {
      throw ApiError.badRequest(kind.title() + " already exists");
    }
  }
}
