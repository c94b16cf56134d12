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

/**
 * One collection of the webhooks integration, API v1: no list, a name is the id, a PUT is partial.
 *
 * @param path the end of its path
 * @param limit end of the names of its rate limits
 * @param title what errors call an object
 * @param form makes a whole body from the old one, empty for a new object, and what was sent
 */
record WebhooksApi(
    String path,
    String limit,
    String title,
    PerOrganisation<NamedObjects> objects,
    BinaryOperator<ObjectNode> form)
    implements Api {
  private static final String ROOT = "/api/v1/integration/webhooks/configuration/";

  @Override
  public List<Route> routes() {
    String all = ROOT + path;
    String one = all + "/{name}";
    return List.of(
        Route.of("POST " + all, "create_" + limit, this::create),
        Route.of("GET " + one, "get_" + limit, this::read),
        Route.of("PUT " + one, "update_" + limit, this::update),
        Route.of("DELETE " + one, "delete_" + limit, this::delete));
  }

  private Reply create(Request request) {
    ObjectNode body = form.apply(Json.object(), request.object());
    NamedObjects objects = of(request);
    synchronized (objects.store()) {
      requireFree(request, body);
      return Reply.json(201, objects.put(body));
    }
  }

  private Reply read(Request request) {
    String name = request.path().get("name");
    return Reply.ok(of(request).read(name).orElseThrow(this::missing));
  }

  private Reply update(Request request) {
    NamedObjects objects = of(request);
    synchronized (objects.store()) {
      Named old = existing(request);
      ObjectNode body = form.apply(old.body(), request.object());
      if (!body.path("name").asText().equals(old.name())) {
        requireFree(request, body);
      }
      return Reply.ok(objects.replace(old, body));
    }
  }

  private Reply delete(Request request) {
    NamedObjects objects = of(request);
    synchronized (objects.store()) {
      objects.store().remove(existing(request).name());
      return Reply.ok(Json.object());
    }
  }

  private void requireFree(Request request, ObjectNode body) {
    if (of(request).store().get(body.path("name").asText()).isPresent()) {
      throw ApiError.badRequest(title + " already exists");
    }
  }

  private NamedObjects of(Request request) {
    return objects.of(request.organisation());
  }

  private Named existing(Request request) {
    return of(request).store().get(request.path().get("name")).orElseThrow(this::missing);
  }

  private ApiError missing() {
    return ApiError.notFound(title + " does not exist");
  }
}
