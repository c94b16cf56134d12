package dev.heel.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.resource.NamespacedName;
import java.util.List;

/** One Kubernetes object as it stands in a file. Pointers are JSON pointers into the object. */
public final class Manifest {
  private final Source source;
  private final Lines lines;
  private final Document document;
  private final String prefix;

  /**
   * @param prefix pointer of the object in the document: empty, or that of an item of a List
   */
  Manifest(Source source, Lines lines, Document document, String prefix) {
    this.source = source;
    this.lines = lines;
    this.document = document;
    this.prefix = prefix;
  }

  public Source source() {
    return source;
  }

  /** The object. Not a copy: do not change it. */
  public JsonNode json() {
    return document.json().at(prefix);
  }

  /** The whole file. */
  public String text() {
    return lines.text();
  }

  /** A line of the file, counted from 1, without its end; empty beyond the last. */
  public String line(int number) {
    return lines.at(number);
  }

  /** Where the value begins; if there is none, the nearest one that it would be in. */
  public Position at(String pointer) {
    return lines.within(spot(pointer).value());
  }

  /** Where the key of the value begins; for an item of a list, the value itself. */
  public Position keyAt(String pointer) {
    return lines.within(spot(pointer).key());
  }

  /**
   * Where a character of a text value stands, for plain, quoted and block scalars, over line breaks
   * and escapes.
   *
   * @param offset index into the value, as of {@link String#charAt}; it may be the length
   * @return where the value begins, if it is no text
   */
  public Position within(String pointer, int offset) {
    Spot spot = spot(pointer);
    JsonNode value = json().at(pointer);
    return lines.within(
        value.isTextual()
            ? new ScalarWalk(lines.all(), spot, value.textValue()).to(offset)
            : spot.value());
  }

  private Spot spot(String pointer) {
    String full = prefix + pointer;
    while (!document.spots().containsKey(full)) {
      full = full.substring(0, Math.max(0, full.lastIndexOf('/')));
    }
    return document.spots().get(full);
  }

  /** What kubectl reads as a boolean where a text was likely meant. */
  public List<Trap> traps() {
    return document.traps().stream()
        .filter(trap -> (trap.pointer() + "/").startsWith(prefix + "/"))
        .map(trap -> trap.under(prefix))
        .toList();
  }

  /** Null if absent. */
  public String apiVersion() {
    return text("/apiVersion");
  }

  /** Null if absent. */
  public String kind() {
    return text("/kind");
  }

  /** Null if absent. */
  public String namespace() {
    return text("/metadata/namespace");
  }

  /** Null if absent. */
  public String name() {
    return text("/metadata/name");
  }

  /** By which others name it beside its kind. */
  public NamespacedName namespacedName() {
    return new NamespacedName(namespace(), name());
  }

  private String text(String pointer) {
    return json().at(pointer).textValue();
  }

  /** {@code file:line:column}. */
  @Override
  public String toString() {
    return source.name() + ":" + at("");
  }
}
