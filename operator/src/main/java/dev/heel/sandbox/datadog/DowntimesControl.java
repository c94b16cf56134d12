package dev.heel.sandbox.datadog;

import java.util.List;
import java.util.NoSuchElementException;

/** {@code POST /_sandbox/downtimes/{id}/cancel}: somebody cancels a downtime in the UI. */
final class DowntimesControl implements Api {
  private final Organisations organisations;
  private final PerOrganisation<Downtimes> downtimes;

  DowntimesControl(Organisations organisations, PerOrganisation<Downtimes> downtimes) {
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
