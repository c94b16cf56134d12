package dev.heel.operator.api.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.ApiKind;
import dev.heel.engine.api.Call;
import dev.heel.engine.api.Datadog;
import dev.heel.engine.api.DatadogError;
import dev.heel.engine.api.Envelope;
import dev.heel.engine.api.Routes;
import dev.heel.engine.api.Sender;
import java.util.Map;

/** The calls that one kind's objects are read and written by. */
public final class DatadogObjects {
  private final ApiKind<?> kind;
  private final Datadog datadog;
  private final SecretValues secrets;
  private final Sender sender;

  /**
   * @param work whose secrets stand in what is sent, and in no answer; it is who waits for a turn
   */
  public DatadogObjects(ResourceInPass<?> work, Datadog datadog) {
    this.kind = work.kind();
    this.secrets = work.secrets();
    this.datadog = datadog;
    this.sender = work.sender();
  }

  /**
   * For calls that send no body.
   *
   * @param sender null where there is no resource that could wait for a turn
   */
  public DatadogObjects(ApiKind<?> kind, Datadog datadog, Sender sender) {
    this.kind = kind;
    this.secrets = SecretValues.NONE;
    this.datadog = datadog;
    this.sender = sender;
  }

  /** Reads one object. */
  public JsonNode get(String id) throws DatadogError {
    return withId(send(item(Call.Method.GET, id, Map.of(), null)));
  }

  /** Makes an object, and gives back what Datadog answered. */
  public JsonNode create(JsonNode body) throws DatadogError {
    return withId(send(creation(Envelope.closed(kind.routes(), secrets.filled(kind, body), null))));
  }

  /** Changes an object, and gives back what Datadog answered. */
  public JsonNode update(String id, JsonNode body) throws DatadogError {
    JsonNode filled = Envelope.closed(kind.routes(), secrets.filled(kind, body), id);
    return withId(send(item(kind.routes().update(), id, Map.of(), filled)));
  }

  /**
   * For {@code Removal} alone, which knows whether the object may go.
   *
   * @param force whether to delete it although others refer to it, where the API can
   */
  public void delete(String id, boolean force) throws DatadogError {
    String parameter = kind.routes().force();
    Map<String, String> query = force && parameter != null ? Map.of(parameter, "true") : Map.of();
    send(item(Call.Method.DELETE, id, query, null));
  }

  /** Asks for the turn that {@link #create} needs ({@link Datadog#turn}). */
  public void turnToCreate() throws DatadogError {
    datadog.turn(creation(null).by(sender));
  }

  /** Asks for the turn that {@link #update} needs. */
  public void turnToUpdate(String id) throws DatadogError {
    datadog.turn(item(kind.routes().update(), id, Map.of(), null).by(sender));
  }

  /** Asks for the turn that {@link #delete} needs. */
  public void turnToDelete(String id) throws DatadogError {
    datadog.turn(item(Call.Method.DELETE, id, Map.of(), null).by(sender));
  }

  private JsonNode send(Call call) throws DatadogError {
    try {
      return secrets.sealed(kind, Envelope.opened(kind.routes(), datadog.send(call.by(sender))));
    } catch (DatadogError e) {
      throw secrets.sealed(e);
    }
  }

  /** An answer without a usable id says as little as none, and leaves as much in doubt. */
  private JsonNode withId(JsonNode answer) throws DatadogError {
    if (kind.routes().idIn(answer).isEmpty()) {
      throw new DatadogError(
          DatadogError.Kind.TRANSIENT,
          false,
          0,
          "Datadog's answer had no usable id in it; the id of a %s is %s"
              .formatted(kind.noun(), kind.routes().ids().words()),
          null);
    }
    return answer;
  }

  private Call creation(JsonNode body) {
    Routes routes = kind.routes();
    return new Call(
        kind.noun(), Call.Method.POST, routes.collection(), routes.collection(), Map.of(), body);
  }

  private Call item(Call.Method method, String id, Map<String, String> query, JsonNode body) {
    Routes routes = kind.routes();
    return new Call(kind.noun(), method, routes.itemPath(id), routes.item(), query, body);
  }
}
