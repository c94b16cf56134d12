package dev.heel.kinds;

import dev.heel.agent.check.CheckKind;
import dev.heel.agent.check.DatadogCheck;
import dev.heel.agent.spec.AgentKind;
import dev.heel.agent.spec.DatadogAgent;
import dev.heel.engine.ApiKind;
import dev.heel.kinds.account.AccountKind;
import dev.heel.kinds.account.DatadogAccount;
import dev.heel.kinds.dashboard.DashboardKind;
import dev.heel.kinds.dashboard.DatadogDashboard;
import dev.heel.kinds.downtime.DatadogDowntime;
import dev.heel.kinds.downtime.DowntimeKind;
import dev.heel.kinds.monitor.DatadogMonitor;
import dev.heel.kinds.monitor.MonitorKind;
import dev.heel.kinds.webhook.DatadogWebhook;
import dev.heel.kinds.webhook.WebhookKind;
import dev.heel.resource.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The kinds of Heel; the one place that lists them. Each may be used by many threads. Whoever means
 * a certain kind names one of these constants, never its name as a string.
 */
public final class Kinds {
  public static final ApiKind<DatadogMonitor> MONITOR = new MonitorKind();
  public static final ApiKind<DatadogDashboard> DASHBOARD = new DashboardKind();
  public static final ApiKind<DatadogDowntime> DOWNTIME = new DowntimeKind();
  public static final ApiKind<DatadogWebhook> WEBHOOK = new WebhookKind();
  public static final Kind<DatadogAccount> ACCOUNT = new AccountKind();
  public static final Kind<DatadogAgent> AGENT = new AgentKind();
  public static final Kind<DatadogCheck> CHECK = new CheckKind();

  private static final List<ApiKind<?>> API = List.of(MONITOR, DASHBOARD, DOWNTIME, WEBHOOK);
  private static final List<Kind<?>> ALL =
      Stream.<Kind<?>>concat(API.stream(), Stream.of(ACCOUNT, AGENT, CHECK))
          .sorted(Comparator.comparing(Kind::name))
          .toList();
  private static final Set<String> REFERABLE =
      API.stream().map(Kind::name).collect(Collectors.toCollection(TreeSet::new));

  private Kinds() {}

  /** All of them, by the alphabet of their names; so accounts come first. */
  public static List<Kind<?>> all() {
    return ALL;
  }

  /** Those that become an object of the Datadog API. */
  public static List<ApiKind<?>> api() {
    return API;
  }

  /** The names of all of them, in their order. */
  public static List<String> names() {
    return ALL.stream().map(Kind::name).toList();
  }

  /**
   * The kind of that name; empty if there is none.
   *
   * @param name may be null
   */
  public static Optional<Kind<?>> named(String name) {
    return ALL.stream().filter(kind -> kind.is(name)).findFirst();
  }

  /** Names of the kinds whose objects {@code $(KIND/NAME)} may name, by alphabet. */
  public static Set<String> referable() {
    return REFERABLE;
  }
}
