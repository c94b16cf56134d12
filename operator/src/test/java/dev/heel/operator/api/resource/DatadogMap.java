package dev.heel.operator.api.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heel.engine.api.Call;
import dev.heel.engine.api.Datadog;
import dev.heel.engine.api.DatadogError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Datadog as a map, for tables of what passes decide: gives objects by their ids, and counts. */
public final class DatadogMap implements Datadog {
  private static final String ACME =
      "{'data': {'relationships': {'org': {'data': {'id': 'acme'}}}}}";

  private final Map<String, JsonNode> objects = new HashMap<>();
  private DatadogError.Kind error;
  private int reads;

  public void put(String id, JsonNode object) {
    objects.put(id, object);
  }

  /** From now on each read of an object fails so. */
  public void fail(DatadogError.Kind kind) {
    error = kind;
  }

  /** How often an object was read. */
  public int reads() {
    return reads;
  }

  @Override
  public JsonNode send(Call call) throws DatadogError {
    if (call.path().endsWith("/current_user")) {
      return json(ACME);
    }
    reads++;
    JsonNode object = objects.get(call.path().replaceFirst(".*/", ""));
    if (error == null && object != null) {
      return object;
    }
    DatadogError.Kind kind = error == null ? DatadogError.Kind.MISSING : error;
    throw new DatadogError(kind, true, 400, "no", null);
  }

  @Override
  public JsonNode list(Call call, String items, Consumer<JsonNode> each) {
    throw new UnsupportedOperationException("nobody lists here");
  }

  @Override
  public void turn(Call call) {
    // There is no limit.
  }

  /** JSON with single quotes. */
  public static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
