package dev.heel.sandbox.datadog.downtimes;

import dev.heel.sandbox.datadog.http.Api;
import dev.heel.sandbox.datadog.http.Reply;
import dev.heel.sandbox.datadog.http.Request;
import dev.heel.sandbox.datadog.http.Route;
import dev.heel.sandbox.datadog.world.Organisations;
import dev.heel.sandbox.datadog.world.PerOrganisation;
import java.util.List;
import java.util.NoSuchElementException;

/** {@code POST /_sandbox/downtimes/{id}/cancel}: somebody cancels a downtime in the UI. */
public final class DowntimesControl implements Api {
  private final Organisations organisations;
  private final PerOrganisation<Downtimes> downtimes;

  public DowntimesControl(Organisations organisations, PerOrganisation<Downtimes> downtimes) {
    this.organisations = organisations;
    this.downtimes = downtimes;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.open("POST /_sandbox/downtimes/{id}/cancel", this::cancel));
  }

  private Reply cancel(Request request) {
    String id = request.path().get("id");
    organisations.all().stream()
        .map(downtimes::of)
        .filter(each -> each.get(id).isPresent())
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("there is no downtime " + id))
        .cancel(id);
    return Reply.nothing(204);
  }
}
