package dev.heel.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/** What Argo CD says of a resource: it runs the health check of the sample's ConfigMap in Lua. */
public final class ArgoHealth {
  private static final Path CONFIG = Path.of("../manifests/gitops/argocd/argocd-cm.yaml");

  /**
   * The verdict.
   *
   * @param status Healthy, Suspended, Progressing or Degraded
   */
  public record Verdict(String status, String message) {}

  private ArgoHealth() {}

  /** Of a resource as the API server gives it. */
  public static Verdict of(JsonNode resource) {
    Globals globals = JsePlatform.standardGlobals();
    globals.set("obj", lua(resource));
    LuaValue health = globals.load(script(), "health.lua").call();
    return new Verdict(health.get("status").checkjstring(), health.get("message").optjstring(""));
  }

  static JsonNode customizations() {
    try {
      JsonNode config = Serialization.unmarshal(Files.readString(CONFIG), JsonNode.class);
      String text = config.at("/data/resource.customizations").asText();
      return Serialization.unmarshal(text, JsonNode.class).path("heel.dev/*");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String script() {
    return customizations().path("health.lua").asText();
  }

  /** Lua has one kind of table; lists count from 1, and null is absent. */
  private static LuaValue lua(JsonNode node) {
    if (node.isObject()) {
      LuaTable table = new LuaTable();
      node.fields().forEachRemaining(f -> table.set(f.getKey(), lua(f.getValue())));
      return table;
    }
    if (node.isArray()) {
      LuaTable table = new LuaTable();
      for (int i = 0; i < node.size(); i++) {
        table.set(i + 1, lua(node.get(i)));
      }
      return table;
    }
    if (node.isNull() || node.isMissingNode()) {
      return LuaValue.NIL;
    }
    if (node.isBoolean()) {
      return LuaValue.valueOf(node.asBoolean());
    }
    return node.isNumber() ? LuaValue.valueOf(node.asDouble()) : LuaValue.valueOf(node.asText());
  }
}
