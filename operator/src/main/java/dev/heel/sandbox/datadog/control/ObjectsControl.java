package dev.heel.sandbox.datadog.control;

import dev.heel.sandbox.datadog.http.Api;
import dev.heel.sandbox.datadog.http.Reply;
import dev.heel.sandbox.datadog.http.Request;
import dev.heel.sandbox.datadog.http.Route;
import dev.heel.sandbox.datadog.http.ServedKind;
import dev.heel.sandbox.datadog.text.Json;
import dev.heel.sandbox.datadog.world.Inventory;
import dev.heel.sandbox.datadog.world.Organisation;
import dev.heel.sandbox.datadog.world.Organisations;
import java.util.List;
import java.util.NoSuchElementException;

/** {@code /_sandbox/NAME}: what people do in the UI to the objects of one kind. */
public final class ObjectsControl implements Api {
  private final Organisations organisations;
  private final ServedKind kind;

  public ObjectsControl(Organisations organisations, ServedKind kind) {
    this.organisations = organisations;
    this.kind = kind;
  }

  @Override
  public List<Route> routes() {
    String one = "/_sandbox/" + kind.plural() + "/{id}";
    return List.of(
        Route.open("GET " + one, this::read),
        Route.open("PATCH " + one, this::edit),
        Route.open("DELETE " + one, this::delete),
        Route.open("POST /_sandbox/" + kind.plural() + "/foreign", this::createForeign));
  }

  private Reply read(Request request) {
    return Reply.ok(holder(request).get(id(request)).orElseThrow());
  }

  private Reply edit(Request request) {
    return Reply.ok(holder(request).edit(id(request), request.object()));
  }

  private Reply delete(Request request) {
    holder(request).delete(id(request));
    return Reply.nothing(204);
  }

  private Reply createForeign(Request request) {
    Organisation organisation = organisations.of(request.object().path("apiKey").asText());
    int count = request.object().path("count").asInt(1);
    return Reply.ok(Json.MAPPER.valueToTree(kind.objects().of(organisation).createForeign(count)));
  }

  /** The first organisation that has such an object. */
  private Inventory holder(Request request) {
    return organisations.all().stream()
        .<Inventory>map(kind.objects()::of)
        .filter(each -> each.get(id(request)).isPresent())
        .findFirst()
        .orElseThrow(
            () ->
                new NoSuchElementException(
                    "there is nothing at " + kind.plural() + "/" + id(request)));
  }

  private static String id(Request request) {
    return request.path().get("id");
  }
}
