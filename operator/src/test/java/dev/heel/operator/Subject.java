package dev.heel.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.control.OrganisationPages;
import dev.heel.sandbox.datadog.world.Inventory;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * One kind as the crash test has it: what its resources say, and what must then be found in
 * Datadog. The two are written apart from each other and from the product.
 */
interface Subject {
  /** One of each class of this package that is one, by the alphabet of their names. */
  List<Subject> ALL =
      ReflectionSupport.findAllClassesInPackage(
              Subject.class.getPackageName(),
              type ->
                  Subject.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers()),
              name -> name.endsWith("Subject"))
          .stream()
          .sorted(Comparator.comparing(Class::getSimpleName))
          .map(type -> (Subject) ReflectionSupport.newInstance(type))
          .toList();

  /** Of the resource, as in its manifest. */
  String kind();

  /** With which the names of its resources begin. */
  String letter();

  /** Path of the collection in Datadog's API. */
  String collection();

  /** The method that changes an object. */
  default String update() {
    return "PUT";
  }

  /** Writes what a resource of that version says. */
  void fill(ObjectNode spec, Wanted wanted);

  /** How the object differs from what is wanted; empty if it does not. */
  List<String> differences(Wanted wanted, JsonNode object);

  /**
   * Namespace and name of the resource that an object, or the body of a POST, is marked with; empty
   * if there is none.
   */
  String owner(JsonNode object);

  /** What an organisation has of it. */
  Inventory inventory(OrganisationPages organisation);

  /** What somebody changes by hand: a merge patch. */
  ObjectNode edit();

  /** Whether nobody wrote to an object between two readings. */
  default boolean isUntouched(JsonNode before, JsonNode after) {
    return before.equals(after);
  }

  /** Of the resource, as in a path. */
  default String plural() {
    return kind().toLowerCase(Locale.ROOT) + "s";
  }
}
