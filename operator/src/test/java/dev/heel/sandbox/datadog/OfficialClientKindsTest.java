package dev.heel.sandbox.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import com.datadog.api.client.ApiClient;
import com.datadog.api.client.ApiException;
import com.datadog.api.client.v1.api.DashboardsApi;
import com.datadog.api.client.v1.api.EventsApi;
import com.datadog.api.client.v1.api.SnapshotsApi;
import com.datadog.api.client.v1.api.SnapshotsApi.GetGraphSnapshotOptionalParameters;
import com.datadog.api.client.v1.api.WebhooksIntegrationApi;
import com.datadog.api.client.v1.model.Dashboard;
import com.datadog.api.client.v1.model.DashboardLayoutType;
import com.datadog.api.client.v1.model.EventCreateRequest;
import com.datadog.api.client.v1.model.NoteWidgetDefinition;
import com.datadog.api.client.v1.model.NoteWidgetDefinitionType;
import com.datadog.api.client.v1.model.WebhooksIntegration;
import com.datadog.api.client.v1.model.WebhooksIntegrationUpdateRequest;
import com.datadog.api.client.v1.model.Widget;
import com.datadog.api.client.v1.model.WidgetDefinition;
import com.datadog.api.client.v2.api.DowntimesApi;
import com.datadog.api.client.v2.model.DowntimeCreateRequest;
import com.datadog.api.client.v2.model.DowntimeCreateRequestAttributes;
import com.datadog.api.client.v2.model.DowntimeCreateRequestData;
import com.datadog.api.client.v2.model.DowntimeMonitorIdentifier;
import com.datadog.api.client.v2.model.DowntimeMonitorIdentifierTags;
import com.datadog.api.client.v2.model.DowntimeResourceType;
import com.datadog.api.client.v2.model.DowntimeScheduleCreateRequest;
import com.datadog.api.client.v2.model.DowntimeScheduleRecurrenceCreateUpdateRequest;
import com.datadog.api.client.v2.model.DowntimeScheduleRecurrencesCreateRequest;
import com.datadog.api.client.v2.model.DowntimeStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Datadog's own client, with its typed models, reads every answer about the other kinds. */
class OfficialClientKindsTest {
  private static final DatadogServer SERVER = DatadogServer.start(DatadogOptions.defaults());

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  @DisplayName("a dashboard is made, read, listed and deleted")
  void dashboards() throws ApiException {
    var api = new DashboardsApi(client());
    var note = new NoteWidgetDefinition("c", NoteWidgetDefinitionType.NOTE);
    var wanted =
        new Dashboard(
            DashboardLayoutType.ORDERED, "t", List.of(new Widget(new WidgetDefinition(note))));
    var made = api.createDashboard(wanted);
    assertThat(made.unparsed).isFalse();
    assertThat(api.getDashboard(made.getId()).getWidgets().get(0).getId()).isPositive();
    assertThat(api.updateDashboard(made.getId(), wanted.title("u")).getTitle()).isEqualTo("u");
    var listed = api.listDashboards().getDashboards();
    assertThat(listed).anySatisfy(each -> assertThat(each.getId()).isEqualTo(made.getId()));
    assertThat(listed).noneMatch(each -> each.unparsed);
    assertThat(api.deleteDashboard(made.getId()).getDeletedDashboardId()).isEqualTo(made.getId());
  }

  @Test
  @DisplayName("a recurring downtime is made, read, listed and canceled")
  void downtimes() throws ApiException {
    var api = new DowntimesApi(client());
    var made = api.createDowntime(wanted());
    assertThat(made.unparsed).isFalse();
    assertThat(made.getData().unparsed).isFalse();
    String id = made.getData().getId();
    var read = api.getDowntime(id).getData().getAttributes();
    assertThat(read.getSchedule().getDowntimeScheduleRecurrencesResponse().getCurrentDowntime())
        .isNotNull();
    api.cancelDowntime(id);
    assertThat(api.getDowntime(id).getData().getAttributes().getStatus())
        .isEqualTo(DowntimeStatus.CANCELED);
    assertThat(api.listDowntimes().getMeta().getPage().getTotalFilteredCount()).isEqualTo(1);
  }

  @Test
  @DisplayName("a webhook is made, changed and deleted")
  void webhooks() throws ApiException {
    var api = new WebhooksIntegrationApi(client());
    var made = api.createWebhooksIntegration(new WebhooksIntegration("h", "https://example.com"));
    assertThat(made.unparsed).isFalse();
    var change = new WebhooksIntegrationUpdateRequest().url("https://example.org");
    assertThat(api.updateWebhooksIntegration("h", change).getPayload())
        .isEqualTo(made.getPayload());
    api.deleteWebhooksIntegration("h");
    assertThat(SERVER.organisation(Caller.API_KEY).webhooks().objects()).isEmpty();
  }

  @Test
  @DisplayName("an event is sent and a snapshot taken")
  void traces() throws ApiException {
    var events = new EventsApi(client());
    var event = events.createEvent(new EventCreateRequest("x", "t"));
    assertThat(event.unparsed).isFalse();
    assertThat(event.getEvent().getIdStr()).startsWith("7");
    var snapshots = new SnapshotsApi(client());
    var query = new GetGraphSnapshotOptionalParameters().metricQuery("avg:m{*}");
    assertThat(snapshots.getGraphSnapshot(1L, 2L, query).getSnapshotUrl()).startsWith("http://127");
  }

  private static DowntimeCreateRequest wanted() {
    var nightly = new DowntimeScheduleRecurrenceCreateUpdateRequest("1h", "FREQ=DAILY");
    var schedule =
        new DowntimeScheduleRecurrencesCreateRequest(List.of(nightly)).timezone("Europe/Paris");
    var attributes =
        new DowntimeCreateRequestAttributes(
                new DowntimeMonitorIdentifier(new DowntimeMonitorIdentifierTags(List.of("a:b"))),
                "*")
            .displayTimezone("Europe/Paris")
            .schedule(new DowntimeScheduleCreateRequest(schedule));
    return new DowntimeCreateRequest(
        new DowntimeCreateRequestData(attributes, DowntimeResourceType.DOWNTIME));
  }

  private static ApiClient client() {
    ApiClient client = new ApiClient();
    client.setServerIndex(1);
    client.setServerVariables(
        new HashMap<>(Map.of("protocol", "http", "name", SERVER.url().getAuthority())));
    client.configureApiKeys(
        new HashMap<>(Map.of("apiKeyAuth", Caller.API_KEY, "appKeyAuth", Caller.APPLICATION_KEY)));
    return client;
  }
}
