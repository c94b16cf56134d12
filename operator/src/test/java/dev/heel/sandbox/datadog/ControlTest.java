package dev.heel.sandbox.datadog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Everything can be steered from another process, over HTTP and without keys. */
class ControlTest {
  private static final String MONITOR =
      "{'name':'n','type':'metric alert','query':'avg(last_5m):avg:m{*} > 5'}";

  @AutoClose private final DatadogServer server = DatadogServer.start(DatadogOptions.defaults());
  private final Caller datadog = new Caller(server);
  private final Caller control = new Caller(server, null, null);

  @Test
  @DisplayName("switches change at run time; a mistake is a sentence")
  void switches() {
    JsonNode after =
        control
            .patch(
                "/_sandbox/switches",
                "{'listLag':'5s','loseAnswer':0.5,'latency':'1ms','lagReads':true,"
                    + "'limits':{'create_monitor':'2/10','list_monitors':'9/60'}}")
            .body();
    assertThat(after)
        .isEqualTo(
            Caller.json(
                "{'listLag':'PT5S','lagReads':true,'loseAnswer':0.5,'latency':'PT0.001S',"
                    + "'limits':{'create_monitor':'2/10','list_monitors':'9/60',"
                    + "'get_custom_dashboards':'60/60','get_dashboard':'60/60','get_graph_snapshot':'60/3600'}}"));
    assertThat(control.patch("/_sandbox/switches", "{'limits':{'create_monitor':null}}").body())
        .isEqualTo(control.get("/_sandbox/switches").body());
    assertThat(control.patch("/_sandbox/switches", "{'listLag':'soon'}").error())
        .isEqualTo("not a duration: soon; write 250ms, 5s or 2m");
    assertThat(control.patch("/_sandbox/switches", "{'limits':{'x':'1/1'}}").status())
        .isEqualTo(400);
    assertThat(control.patch("/_sandbox/switches", "{'loseAnswer':2}").status()).isEqualTo(400);
    assertThat(control.patch("/_sandbox/switches", "{'x':2}").error())
        .isEqualTo("there is no switch x");
  }

  @Test
  @DisplayName("faults are scripted, counted and cleared")
  void faults() {
    control.post(
        "/_sandbox/faults",
        "{'match':'GET /api/v1/monitor','kind':'answer','status':429,'times':2,"
            + "'headers':{'X-RateLimit-Reset':'4'},'body':{'errors':['slow']}}");
    control.post("/_sandbox/faults", "{'match':'POST /api/v1/monitor','kind':'cut_after'}");
    assertThat(control.get("/_sandbox/faults").body()).isEqualTo(Caller.json("{'waiting':2}"));
    assertThat(datadog.get("/api/v1/monitor").error()).isEqualTo("slow");
    assertThatThrownBy(() -> datadog.post("/api/v1/monitor", MONITOR))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(control.delete("/_sandbox/faults").status()).isEqualTo(204);
    assertThat(datadog.get("/api/v1/monitor").body()).hasSize(1);
    assertThat(control.post("/_sandbox/faults", "{'match':'GET *','kind':'x'}").error())
        .startsWith("there is no fault x; there are [NONE, ANSWER,");
    assertThat(control.post("/_sandbox/faults", "{}").error()).startsWith("match is missing");
  }

  @Test
  @DisplayName("keys are refused and rotated, foreign monitors added, organisations listed")
  void keysAndOrganisations() {
    datadog.post("/api/v1/monitor", MONITOR);
    control.patch("/_sandbox/keys", "{'refuse':['" + Caller.API_KEY + "']}");
    assertThat(datadog.get("/api/v1/monitor").status()).isEqualTo(403);
    control.patch(
        "/_sandbox/keys", "{'same':{'" + Caller.OTHER_API_KEY + "':'" + Caller.API_KEY + "'}}");
    Caller rotated = new Caller(server, Caller.OTHER_API_KEY, Caller.APPLICATION_KEY);
    assertThat(rotated.get("/api/v1/monitor").body()).hasSize(1);
    control.post("/_sandbox/foreign", "{'apiKey':'" + Caller.OTHER_API_KEY + "','count':2}");
    assertThat(rotated.get("/api/v1/monitor").body()).hasSize(3);
    assertThat(control.get("/_sandbox/organisations").body())
        .isEqualTo(
            Caller.json(
                "[{'name':'Sandbox','publicId':'sandbox000000001',"
                    + "'id':'00000000-0000-4000-9000-000000000001','monitors':1,"
                    + "'foreignMonitors':2}]"));
  }

  @Test
  @DisplayName("monitors are edited, read and deleted as in the UI, without a call counted")
  void monitors() {
    datadog.post("/api/v1/monitor", MONITOR);
    control.delete("/_sandbox/calls");
    control.patch("/_sandbox/monitors/10000001", "{'message':'by hand'}");
    assertThat(control.get("/_sandbox/monitors/10000001").body().path("message").asText())
        .isEqualTo("by hand");
    JsonNode objects = control.get("/_sandbox/objects").body();
    assertThat(objects).hasSize(1);
    assertThat(objects.path(0).path("title").asText()).isEqualTo("n");
    assertThat(control.delete("/_sandbox/monitors/10000001").status()).isEqualTo(204);
    assertThat(control.get("/_sandbox/monitors/10000001").status()).isEqualTo(404);
    assertThat(control.get("/_sandbox/monitors/x").status()).isEqualTo(404);
    assertThat(control.get("/_sandbox/calls").body().path("total").asLong()).isZero();
  }
}
