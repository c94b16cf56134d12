package dev.heel.sandbox.datadog.world;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all organisations of one server share: its time, its switches, and the counters that ids
 * come from.
 */
public final class World {
  private final Clock clock;
  private final Switches switches;
  private final String siteName;
  private volatile URI url = URI.create("http://127.0.0.1");
  private final AtomicLong monitors = new AtomicLong(10_000_000);
  private final AtomicLong foreignMonitors = new AtomicLong(5_000_000);
  private final AtomicLong dashboards = new AtomicLong();
  private final AtomicLong foreignDashboards = new AtomicLong();
  private final AtomicLong widgets = new AtomicLong(1_000_000_000_000L);
  private final AtomicLong events = new AtomicLong(7_000_000_000_000_000_000L);
  private final AtomicLong annotations = new AtomicLong();
  private final AtomicLong snapshots = new AtomicLong();
  private final AtomicLong downtimeIds = new AtomicLong();
  private final AtomicLong foreignDowntimes = new AtomicLong();
  private final AtomicLong downtimes = new AtomicLong(3_000_000_000L);

  public World(Clock clock, Switches switches, String siteName) {
    this.clock = clock;
    this.switches = switches;
    this.siteName = siteName;
  }

  public Instant now() {
    return clock.instant();
  }

  /** Where the server listens: {@code http://127.0.0.1:PORT}. */
  public URI url() {
    return url;
  }

  public void url(URI address) {
    url = address;
  }

  /** The site that the server stands for, such as datadoghq.com. */
  public String siteName() {
    return siteName;
  }

  public Switches switches() {
    return switches;
  }

  public long nextMonitor() {
    return monitors.incrementAndGet();
  }

  /** Apart from the others, so that foreign objects do not shift the ids of one's own. */
  public long nextForeignMonitor() {
    return foreignMonitors.incrementAndGet();
  }

  public long nextDashboard() {
    return dashboards.incrementAndGet();
  }

  public long nextForeignDashboard() {
    return foreignDashboards.incrementAndGet();
  }

  /** Ids of widgets and tabs; Datadog's have 13 to 16 digits. */
  public long nextWidget() {
    return widgets.incrementAndGet();
  }

  /** Too large for a double, as Datadog's are. */
  public long nextEvent() {
    return events.incrementAndGet();
  }

  public long nextAnnotation() {
    return annotations.incrementAndGet();
  }

  /** An id of a picture: 40 hex digits. */
  public String nextSnapshot() {
    return "%040x".formatted(snapshots.incrementAndGet());
  }

  /** Counts the ids of API v2. */
  public long nextDowntimeId() {
    return downtimeIds.incrementAndGet();
  }

  public long nextForeignDowntime() {
    return foreignDowntimes.incrementAndGet();
  }

  /** Ids of API v1, which monitors show. */
  public long nextDowntime() {
    return downtimes.incrementAndGet();
  }
}
