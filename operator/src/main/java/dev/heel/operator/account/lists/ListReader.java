package dev.heel.operator.account.lists;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.ApiKind;
import dev.heel.engine.api.Call;
import dev.heel.engine.api.Datadog;
import dev.heel.engine.api.DatadogError;
import dev.heel.engine.api.Envelope;
import dev.heel.engine.api.Routes;
import dev.heel.engine.api.Routes.ListShape;
import dev.heel.engine.api.Routes.Paging;
import dev.heel.engine.api.Sender;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reads all pages of a list, or fails: half a list is none. */
public final class ListReader {
  /** A list that changed while it was read: another round will do. */
  public static final class TornListException extends Exception {
    private static final long serialVersionUID = 1L;

    TornListException(String message) {
      super(message, null, false, false);
    }
  }

  /** As many as a heap of that size has room for: 49,152 with the chart's. */
  private static final int MOST =
      (int) Math.min(1_000_000, Runtime.getRuntime().maxMemory() / 2048);

  private final ApiKind<?> kind;
  private final String noun;
  private final Routes routes;
  private final Map<String, String> parameters;
  private final Sender sender;

  /** Waits where a page must wait for its turn at a rate limit. */
  public interface Pause {
    /**
     * Returns when the turn has come, or at the time that was told with the refusal.
     *
     * @throws DatadogError to wait no longer
     */
    void after(DatadogError throttled) throws DatadogError;
  }

  /**
   * @param parameters filters, beside those of paging
   * @param sender on whose behalf it is read
   */
  public ListReader(ApiKind<?> kind, Map<String, String> parameters, Sender sender) {
    this.kind = kind;
    this.noun = kind.noun();
    this.routes = kind.routes();
    this.parameters = parameters;
    this.sender = sender;
  }

  /**
   * Gives every item of every page that has a usable id to the consumer.
   *
   * @param pause for the pages after the first, so that no page is read again and again while
   *     others go between
   * @throws TornListException if the total changed between pages, an id came twice, or an object
   *     with a marker of Heel's has no usable id
   */
  public void read(Datadog datadog, Consumer<JsonNode> items, Pause pause)
      throws DatadogError, TornListException {
    ListShape shape = routes.list();
    Paging paging = shape.paging();
    Set<String> ids = new HashSet<>();
    JsonNode total = null;
    int came = 0;
    for (int page = 0; ; page++) {
      Page read = new Page(ids, items);
      Call call = call(paging, paging.byOffset() ? came : page);
      JsonNode answer =
          page == 0
              ? datadog.list(call, shape.items(), read::take)
              : patiently(() -> datadog.list(call, shape.items(), read::take), pause);
      if (!answer.at(shape.items()).isArray()) {
        throw new TornListException("a list of " + noun + "s came without its items");
      }
      read.mustBeWhole();
      came += read.size;
      if (came > MOST) {
        throw new TornListException(tooMany()); // what has no usable id is none of them, and counts
      }
      total = sameTotal(total, answer, paging);
      if (isLast(paging, read.size, total, came)) {
        checkTotal(total, came);
        return;
      }
    }
  }

  /** One page while it comes; after a fault nothing of it is looked at any more. */
  private final class Page {
    private final Set<String> ids;
    private final Consumer<JsonNode> items;
    private int size;
    private String fault;

    Page(Set<String> ids, Consumer<JsonNode> items) {
      this.ids = ids;
      this.items = items;
    }

    void take(JsonNode each) {
      size++;
      if (fault == null) {
        JsonNode item = Envelope.opened(routes, each);
        String id = routes.idIn(item).orElse(null);
        fault = id == null ? unusable(item) : known(id, item);
      }
    }

    private String known(String id, JsonNode item) {
      if (!ids.add(id)) {
        return noun + " " + id + " came twice";
      }
      if (ids.size() > MOST) {
        return tooMany();
      }
      items.accept(item);
      return null;
    }

    /** What has no usable id cannot be ours; but what says that it is may be, and is not missed. */
    private String unusable(JsonNode item) {
      return !kind.identity().owners(item).isEmpty()
          ? "a " + noun + " with a marker of Heel's came without a usable id"
          : null;
    }

    void mustBeWhole() throws TornListException {
      if (fault != null) {
        throw new TornListException(fault);
      }
    }
  }

  private String tooMany() {
    return "there are more than " + MOST + " " + noun + "s";
  }

  private static JsonNode patiently(Asking asking, Pause pause) throws DatadogError {
    while (true) {
      try {
        return asking.answer();
      } catch (DatadogError e) {
        if (!e.isThrottled()) {
          throw e;
        }
        pause.after(e);
      }
    }
  }

  /** A total that is told spares the call that would show nothing more. */
  private static boolean isLast(Paging paging, int size, JsonNode total, int read) {
    boolean allRead = total != null && total.isInt() && read >= total.asInt();
    return allRead || size == 0 || !paging.untilEmpty() && size < paging.pageSize();
  }

  private JsonNode sameTotal(JsonNode before, JsonNode answer, Paging paging)
      throws TornListException {
    if (paging.total() == null) {
      return null;
    }
    JsonNode total = answer.at(paging.total());
    if (before != null && !before.equals(total)) {
      throw new TornListException("the number of " + noun + "s changed while they were read");
    }
    return total;
  }

  private void checkTotal(JsonNode total, int read) throws TornListException {
    if (total != null && total.isInt() && total.asInt() != read) {
      throw new TornListException(
          "%d %ss were promised and %d came".formatted(total.asInt(), noun, read));
    }
  }

  private Call call(Paging paging, int position) {
    Map<String, String> query = new HashMap<>(parameters);
    query.put(paging.parameter(), Integer.toString(position));
    query.put(paging.size(), Integer.toString(paging.pageSize()));
    return new Call(noun, Call.Method.GET, routes.collection(), routes.collection(), query, null)
        .by(sender);
  }

  /** One call; what is refused by a limit has given no item yet. */
  @FunctionalInterface
  private interface Asking {
    JsonNode answer() throws DatadogError;
  }
}
