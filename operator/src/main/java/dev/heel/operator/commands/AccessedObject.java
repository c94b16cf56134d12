package dev.heel.operator.commands;

import dev.heel.datadog.DatadogClient;
import dev.heel.engine.api.Datadog;

/**
 * An object in Datadog and the account that it is in.
 *
 * @param id of the object
 * @param url of the object in Datadog's web application
 * @param client closed with this
 */
public record AccessedObject(String id, String url, DatadogClient client) implements AutoCloseable {
  /** The account's API. */
  public Datadog datadog() {
    return client;
  }

  @Override
  public void close() {
    client.close();
  }
}
