package dev.heel.sandbox.datadog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datadog.api.client.ApiClient;
import com.datadog.api.client.ApiException;
import com.datadog.api.client.v1.api.AuthenticationApi;
import com.datadog.api.client.v1.api.MonitorsApi;
import com.datadog.api.client.v1.api.MonitorsApi.ListMonitorsOptionalParameters;
import com.datadog.api.client.v1.model.Monitor;
import com.datadog.api.client.v1.model.MonitorOptions;
import com.datadog.api.client.v1.model.MonitorOverallStates;
import com.datadog.api.client.v1.model.MonitorThresholds;
import com.datadog.api.client.v1.model.MonitorType;
import com.datadog.api.client.v1.model.MonitorUpdateRequest;
import com.datadog.api.client.v2.model.Organization;
import com.datadog.api.client.v2.model.UserResponse;
import dev.heel.sandbox.datadog.monitors.MonitorGroup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Datadog's own client, with its typed models, takes this server for Datadog. */
class OfficialClientTest {
  private static final DatadogServer SERVER = DatadogServer.start(DatadogOptions.defaults());

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private final MonitorsApi monitors = new MonitorsApi(client());

  @Test
  @DisplayName("keys are valid, a definition too, and no answer has parts unknown to the client")
  void createAndList() throws ApiException {
    assertThat(new AuthenticationApi(client()).validate().getValid()).isTrue();
    assertThat(monitors.validateMonitor(wanted())).isNotNull();
    Monitor made = monitors.createMonitor(wanted());
    assertThat(made.unparsed).isFalse();
    assertThat(made.getOverallState()).isEqualTo(MonitorOverallStates.NO_DATA);

    SERVER
        .organisation(Caller.API_KEY)
        .state(made.getId(), "Alert", List.of(new MonitorGroup("host:web", "Alert", 1L)));
    var all = new ListMonitorsOptionalParameters().groupStates("all").monitorTags("a:b");
    Monitor listed =
        monitors.listMonitors(all).stream()
            .filter(each -> each.getId().equals(made.getId()))
            .findFirst()
            .orElseThrow();
    assertThat(listed.unparsed).isFalse();
    assertThat(listed.getState().getGroups().get("host:web").getStatus())
        .isEqualTo(MonitorOverallStates.ALERT);
  }

  @Test
  @DisplayName("an update is partial, a deletion final")
  void updateAndDelete() throws ApiException {
    Monitor made = monitors.createMonitor(wanted());
    Monitor updated = monitors.updateMonitor(made.getId(), new MonitorUpdateRequest().message("m"));
    assertThat(updated.getMessage()).isEqualTo("m");
    assertThat(updated.getName()).isEqualTo("n");
    assertThat(monitors.deleteMonitor(made.getId()).getDeletedMonitorId()).isEqualTo(made.getId());
    assertThatThrownBy(() -> monitors.getMonitor(made.getId()))
        .isInstanceOfSatisfying(
            ApiException.class, error -> assertThat(error.getCode()).isEqualTo(404));
  }

  @Test
  @DisplayName("the client's model of a user reads the organisation out of current_user")
  void currentUser() throws Exception {
    String answer = new Caller(SERVER).get("/api/v2/current_user").raw().body();
    UserResponse user = client().getJSON().getMapper().readValue(answer, UserResponse.class);
    assertThat(user.unparsed).isFalse();
    Organization organization = user.getIncluded().get(0).getOrganization();
    assertThat(organization.unparsed).isFalse();
    assertThat(organization.getAttributes().getName()).isEqualTo("Sandbox");
    assertThat(organization.getAttributes().getPublicId()).isEqualTo("sandbox000000001");
    assertThat(user.getData().getRelationships().getOrg().getData().getId())
        .isEqualTo(organization.getId());
  }

  private static Monitor wanted() {
    return new Monitor("avg(last_5m):avg:my_metric{*} by {host} > 800", MonitorType.METRIC_ALERT)
        .name("n")
        .tags(List.of("a:b"))
        .options(
            new MonitorOptions()
                .thresholds(new MonitorThresholds().critical(800.0).warning(500.0)));
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
