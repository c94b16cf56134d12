package dev.heel.sandbox.datadog.http;

import java.util.List;

/**
 * The part of Datadog's API that belongs to one kind of object: its paths and what answers them.
 */
public interface Api {
  /**
   * In order of precedence: a fixed path stands before a path with a parameter that fits it too.
   */
  List<Route> routes();
}
