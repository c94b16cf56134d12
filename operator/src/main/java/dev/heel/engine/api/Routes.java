package dev.heel.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
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
 * @param strict whether a body with a name that the API does not know is refused (recorded), and
 *     not taken without that name
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
    String envelope,
    UnknownNames unknownNames) {

  /** What an API does with a name in a body that it does not know. */
  public enum UnknownNames {
    /** It takes the body without them, and says nothing. */
    IGNORED,
    /** It takes some and refuses others. */
    UNSURE,
    /** It refuses the body; only where that is recorded. */
    REFUSED
  }

  /**
   * What the rest is added to: one object is reached below the collection, has its id in {@code
   * /id}, and an update by PUT replaces it whole.
   */
  public static Builder at(String collection) {
    return new Builder(collection);
  }

  /** {@link Routes} that are being put together. */
  public static final class Builder {
    private final String collection;
    private Call.Method update = Call.Method.PUT;
    private boolean partial;
    private String id = "/id";
    private IdForm ids;
    private ListShape list;
    private Map<String, JsonNode> reset = Map.of();
    private String page;
    private String title;
    private String created;
    private String force;
    private String envelope;
    private UnknownNames unknownNames = UnknownNames.IGNORED;

    private Builder(String collection) {
      this.collection = collection;
    }

    public Builder id(String pointer, IdForm form) {
      id = pointer;
      ids = form;
      return this;
    }

    /** An update by that method leaves alone what it does not name. */
    public Builder partial(Call.Method method, Map<String, JsonNode> resetValues) {
      update = method;
      partial = true;
      reset = resetValues;
      return this;
    }

    public Builder list(ListShape shape) {
      list = shape;
      return this;
    }

    public Builder page(String path) {
      page = path;
      return this;
    }

    public Builder title(String pointer) {
      title = pointer;
      return this;
    }

    public Builder created(String pointer) {
      created = pointer;
      return this;
    }

    public Builder force(String parameter) {
      force = parameter;
      return this;
    }

    public Builder envelope(String type) {
      envelope = type;
      return this;
    }

    public Builder unknownNames(UnknownNames treatment) {
      unknownNames = treatment;
      return this;
    }

    /**
     * @throws NullPointerException if it was not said what ids look like
     */
    public Routes build() {
      return new Routes(
          collection,
          collection + "/{id}",
          update,
          partial,
          id,
          Objects.requireNonNull(ids, "ids"),
          list,
          reset,
          page,
          title,
          created,
          force,
          envelope,
          unknownNames);
    }
  }

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
      Duration interval) {
    /** A list whose items are whole objects, read without parameters of its own. */
    public static ListShape of(String items, Paging paging, Duration interval) {
      return new ListShape(items, Map.of(), paging, false, null, null, interval);
    }

    public ListShape with(Map<String, String> asked) {
      return new ListShape(items, asked, paging, summary, modifiedAt, byName, interval);
    }

    /** Its items lack what is compared. */
    public ListShape ofSummaries() {
      return new ListShape(items, parameters, paging, true, modifiedAt, byName, interval);
    }

    public ListShape modifiedAt(String pointer) {
      return new ListShape(items, parameters, paging, summary, pointer, byName, interval);
    }

    public ListShape byName(String parameter) {
      return new ListShape(items, parameters, paging, summary, modifiedAt, parameter, interval);
    }
  }

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
      boolean untilEmpty) {
    /** Pages go by number, from 0. */
    public static Paging byNumber(String parameter, String size, int pageSize) {
      return new Paging(parameter, size, pageSize, false, null, false);
    }

    /** Pages go by how many items come before them. */
    public static Paging byOffset(String parameter, String size, int pageSize) {
      return new Paging(parameter, size, pageSize, true, null, false);
    }

    public Paging total(String pointer) {
      return new Paging(parameter, size, pageSize, byOffset, pointer, untilEmpty);
    }

    public Paging untilEmptyPage() {
      return new Paging(parameter, size, pageSize, byOffset, total, true);
    }
  }

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
