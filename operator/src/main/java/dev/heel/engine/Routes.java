package dev.heel.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How one kind of object is reached in Datadog's API, as data.
 *
 * @param collection path of the collection, such as {@code /api/v1/monitor}
 * @param item path of one object with {@code {id}} in it
 * @param update method of an update: PUT or PATCH
 * @param partial whether an update leaves alone what it does not name; then a removed field needs a
 *     reset value
 * @param id JSON pointer of the id in a create's answer and in a list's items
 * @param ids what ids look like
 * @param list the list, or null if the API has none
 * @param reset for partial updates: the value that means "as if never set", by JSON pointer
 * @param page path of the object in Datadog's web application, with {@code {id}} in it
 * @param title JSON pointer of the name that people see, by which an object can be adopted
 * @param created JSON pointer of the time at which an object was made; null if it has none
 * @param force query parameter that deletes an object although others refer to it; null if there is
 *     none
 * @param envelope the type of a JSON:API resource, where bodies travel in one ({@link Envelope});
 *     null where they travel as they are
 */
public record Routes(
    String collection,
    String item,
    Call.Method update,
    boolean partial,
    String id,
    IdForm ids,
    ListShape list,
    Map<String, JsonNode> reset,
    String page,
    String title,
    String created,
    String force,
    String envelope) {

  /**
   * A list and its pages.
   *
   * @param items JSON pointer of the array in an answer; empty where the answer is the array
   * @param parameters what every page is asked with; {@code {cluster}} in a value stands for the
   *     cluster's name
   * @param paging how the next page is asked for
   * @param summary whether items lack what is compared, so that an object is read by itself when it
   *     changed
   * @param modifiedAt JSON pointer of an item's modification time; null if it has none
   * @param byName query parameter that filters by name, and stands for those that filter by owner;
   *     null if there is none
   * @param interval how often it is read
   */
  public record ListShape(
      String items,
      Map<String, String> parameters,
      Paging paging,
      boolean summary,
      String modifiedAt,
      String byName,
      Duration interval) {}

  /**
   * @param parameter the query parameter that moves on
   * @param size the query parameter that asks for a page's size
   * @param pageSize how many items are asked for at once
   * @param byOffset whether the parameter counts items rather than pages
   * @param total JSON pointer of the total in an answer; null if it does not say
   * @param untilEmpty whether a page may be smaller than asked for although others follow, because
   *     the API names no largest size; then only an empty one is the last
   */
  public record Paging(
      String parameter,
      String size,
      int pageSize,
      boolean byOffset,
      String total,
      boolean untilEmpty) {}

  /**
   * The path of one object.
   *
   * @throws IllegalArgumentException if the id is not of the kind's form
   */
  public String itemPath(String id) {
    return item.replace("{id}", PathSegment.of(usable(id)));
  }

  /**
   * The path of an object's page in the web application.
   *
   * @throws IllegalArgumentException if the id is not of the kind's form
   */
  public String pagePath(String id) {
    return page.replace("{id}", PathSegment.parameter(usable(id)));
  }

  /** The id in an answer or in an item of a list; empty if it has none of the kind's form. */
  public Optional<String> idIn(JsonNode object) {
    return ids.in(object.at(id));
  }

  private String usable(String id) {
    if (!ids.fits(id)) {
      throw new IllegalArgumentException("\"" + id + "\" is no id: it must be " + ids.words());
    }
    return id;
  }
}
