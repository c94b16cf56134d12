package dev.heel.sandbox.datadog;

import java.util.List;
import java.util.NoSuchElementException;

/** {@code POST /_sandbox/downtimes/{id}/cancel}: somebody cancels a downtime in the UI. */
final class DowntimesControl implements Api {
  private final Organisations organisations;

  DowntimesControl(Organisations organisations) {
    this.organisations = organisations;
  }

  @Override
  public List<Route> routes() {
    return List.of(Control.open("POST /_sandbox/downtimes/{id}/cancel", this::cancel));
  }

  private Reply cancel(Request request) {
    String id = request.path().get("id");
    organisations.all().stream()
        .map(Organisation::downtimes)
        .filter(each -> each.get(id).isPresent())
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("there is no downtime " + id))
        .cancel(id);
    return Reply.nothing(204);
  }
}
