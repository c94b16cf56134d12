package dev.heel.sandbox.datadog.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.sandbox.datadog.text.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** How the server misbehaves, changeable while it runs and safe for many threads. */
public final class Switches {
  private final Random random;
  private final Random order;
  private final Map<String, RateLimit> limits;
  private volatile Duration listLag = Duration.ZERO;
  private volatile boolean lagReads;
  private volatile double loseAnswer;
  private volatile Duration latency = Duration.ZERO;

  /**
   * Nothing lags or gets lost at first.
   *
   * @param seed of the sequences that decide what gets lost, and the order of lists that have none
   * @param limits rate limits by name
   */
  public Switches(long seed, Map<String, RateLimit> limits) {
    this.random = new Random(seed);
    this.order = new Random(seed);
    this.limits = new ConcurrentHashMap<>(limits);
  }

  /** How long a write stays unseen in lists. */
  public Duration listLag() {
    return listLag;
  }

  public void listLag(Duration lag) {
    listLag = lag;
  }

  /** Whether a GET of one object lags as lists do. */
  public boolean lagReads() {
    return lagReads;
  }

  public void lagReads(boolean lags) {
    lagReads = lags;
  }

  public double loseAnswer() {
    return loseAnswer;
  }

  /**
   * The part of the writes whose answer never arrives although they took effect.
   *
   * @param probability from 0 to 1
   */
  public void loseAnswer(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability is between 0 and 1, not " + probability);
    }
    loseAnswer = probability;
  }

  /** How long every call waits before it is served. */
  public Duration latency() {
    return latency;
  }

  public void latency(Duration wait) {
    latency = wait;
  }

  /** Rate limits by name; a change here holds from the next call on. */
  public Map<String, RateLimit> limits() {
    return limits;
  }

  /** Whether the answer of this write gets lost: the next number of the seeded sequence decides. */
  public boolean losesThisAnswer() {
    return loseAnswer > 0 && random.nextDouble() < loseAnswer;
  }

  /** A copy in the next order of a seeded sequence. */
  public ArrayNode shuffled(ArrayNode list) {
    List<JsonNode> elements = new ArrayList<>();
    list.forEach(elements::add);
    Collections.shuffle(elements, order);
    return Json.array().addAll(elements);
  }

  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("listLag", listLag.toString()).put("lagReads", lagReads);
    json.put("loseAnswer", loseAnswer).put("latency", latency.toString());
    ObjectNode byName = json.putObject("limits");
    limits.forEach((name, limit) -> byName.put(name, limit.toString()));
    return json;
  }
}
