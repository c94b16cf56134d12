package dev.heel.bench;

import dev.heel.sandbox.datadog.DatadogOptions;
import dev.heel.sandbox.datadog.DatadogServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * What the embedded Datadog takes for a page of a large organisation's monitors: all other figures
 * are measured against it, and it must not be what they measure.
 */
final class Paging {
  private static final int PAGE = 1000;
  private static final int TRIES = 15;
  private static final double MILLIS_BOUND = 100;
  private static final double GROWTH_BOUND = 3;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Report report;

  Paging(Report report) {
    this.report = report;
  }

  void run() {
    double ofAll = bestMillis(PAGE);
    double ofTen = bestMillis(10 * PAGE);
    report.atMost("A page of 1,000 of 10,000 monitors, once warm: ms", ofTen, MILLIS_BOUND);
    report.atMost("  as many times as one of 1,000 alone", ofTen / ofAll, GROWTH_BOUND);
  }

  /** The least of several is what it takes: the others wait for other programs. */
  private double bestMillis(int monitors) {
    DatadogOptions options = DatadogOptions.builder().foreignMonitors(monitors).build();
    try (DatadogServer datadog = DatadogServer.start(options)) {
      double best = Double.MAX_VALUE;
      for (int i = 0; i < TRIES; i++) {
        long began = System.nanoTime();
        read(datadog.url(), i % (monitors / PAGE));
        best = Math.min(best, (System.nanoTime() - began) / 1e6);
      }
      return best;
    }
  }

  private void read(URI datadog, int page) {
    HttpRequest request =
        HttpRequest.newBuilder(
                datadog.resolve("/api/v1/monitor?page=" + page + "&page_size=" + PAGE))
            .header("DD-API-KEY", Cluster.API_KEY)
            .header("DD-APPLICATION-KEY", "0".repeat(40))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("The embedded Datadog answered " + answer.statusCode());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
