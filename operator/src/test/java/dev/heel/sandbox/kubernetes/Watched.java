package dev.heel.sandbox.kubernetes;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An open watch, read line by line. */
final class Watched implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private final BufferedReader lines;

  Watched(Api api, String path) {
    lines = new BufferedReader(new InputStreamReader(opened(api, path), StandardCharsets.UTF_8));
  }

  /** A server that has just started may put watches off: 429. */
  private static InputStream opened(Api api, String path) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> api.http().open(path), answer -> answer.statusCode() == 200)
        .body();
  }

  /** The next event; null when the server has ended the watch. */
  JsonNode next() {
    try {
      String line = lines.readLine();
      return line == null ? null : MAPPER.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code TYPE name} of the next events. */
  List<String> next(int count) {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      JsonNode event = next();
      events.add(event.path("type").asText() + " " + event.at("/object/metadata/name").asText());
    }
    return events;
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
