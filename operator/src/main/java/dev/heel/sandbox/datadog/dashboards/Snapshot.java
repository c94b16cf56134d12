package dev.heel.sandbox.datadog.dashboards;

/**
 * A picture of a graph.
 *
 * @param id counted
 * @param title what it shows: its title, or its query
 * @param width pixels
 * @param height pixels
 */
record Snapshot(String id, String title, int width, int height) {
  byte[] png() {
    return new Picture(width, height, title.hashCode() & 0xffff).png();
  }
}
