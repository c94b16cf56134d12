package dev.heel.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.api.DatadogError;
import dev.heel.engine.api.Routes;
import dev.heel.operator.account.Account;
import dev.heel.operator.account.lists.ListReader;
import dev.heel.operator.api.resource.FailureOutcomes;
import dev.heel.operator.api.resource.Halt;
import dev.heel.operator.api.resource.ResourceInPass;
import dev.heel.operator.status.Outcome;
import dev.heel.operator.wake.Attempts;
import dev.heel.resource.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the object that a spec names for adoption by its name. */
final class NameSearch {
  private static final Duration SOON = Duration.ofSeconds(2);

  private final ResourceInPass<?> work;
  private final Account account;
  private final FailureOutcomes faults;

  NameSearch(ResourceInPass<?> work, Account account, FailureOutcomes faults) {
    this.work = work;
    this.account = account;
    this.faults = faults;
  }

  /**
   * The id of the one object of that name; a Halt with a sentence if there is none or more than
   * one.
   */
  String idOf(String name) throws Halt {
    List<String> ids = matching(name);
    if (ids.size() == 1) {
      return ids.get(0);
    }
    String noun = work.kind().noun();
    String what =
        ids.isEmpty()
            ? "No %s in Datadog is called \"%s\" (spec.adopt.name). Correct the name, or remove spec.adopt to make a new one."
                .formatted(noun, name)
            : "%d %ss in Datadog are called \"%s\": %s. Say which: set spec.adopt.id."
                .formatted(ids.size(), noun, name, String.join(", ", ids));
    throw new Halt(Outcome.of(Reason.NotFound, what, work.status()).again(Attempts.REFUSED));
  }

  private List<String> matching(String name) throws Halt {
    Routes routes = work.kind().routes();
    List<String> ids = new ArrayList<>();
    Map<String, String> filter =
        routes.list().byName() == null ? Map.of() : Map.of(routes.list().byName(), name);
    try {
      new ListReader(work.kind(), filter, work.sender())
          .read(
              account.reached().datadog(),
              item -> collect(item, name, ids),
              throttled -> {
                throw throttled; // a pass never waits
              });
      return ids;
    } catch (DatadogError e) {
      throw faults.of(e, work);
    } catch (ListReader.TornListException e) {
      throw new Halt(Outcome.quiet(Reason.Progressing, work.status()).again(SOON));
    }
  }

  private void collect(JsonNode item, String name, List<String> ids) {
    Routes routes = work.kind().routes();
    if (item.at(routes.title()).asText().equals(name)) {
      routes.idIn(item).ifPresent(ids::add);
    }
  }
}
