package dev.heel.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One resource as the test wants it.
 *
 * @param subject its kind
 * @param name of the resource, not shared with any other kind
 * @param version counts the changes; what it says follows from this
 */
record Wanted(Subject subject, String name, int version) {
  static final String NAMESPACE = "crash";
  private static final String LINE = "[heel] " + CrashWorld.CLUSTER + "/";

  Wanted changed() {
    return new Wanted(subject, name, version + 1);
  }

  /** The resource as an object's marker names it. */
  String owner() {
    return NAMESPACE + "/" + name;
  }

  String title() {
    return "crash %s v%d".formatted(name, version);
  }

  JsonNode manifest() {
    ObjectNode manifest = JsonNodeFactory.instance.objectNode();
    manifest.put("apiVersion", "heel.dev/v1alpha1").put("kind", subject.kind());
    manifest.putObject("metadata").put("namespace", NAMESPACE).put("name", name);
    subject.fill(manifest.putObject("spec"), this);
    return manifest;
  }

  List<String> differences(JsonNode object) {
    return subject.differences(this, object);
  }

  /** The owner that the last line of a text names; empty if it names none. */
  static String markedBy(String text) {
    String last = text.substring(text.lastIndexOf('\n') + 1);
    return last.startsWith(LINE) ? last.substring(LINE.length()) : "";
  }

  @Override
  public String toString() {
    return "%s %s v%d".formatted(subject.kind(), name, version);
  }
}
