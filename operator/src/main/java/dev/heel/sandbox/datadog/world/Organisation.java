package dev.heel.sandbox.datadog.world;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One organisation: how it is called, and its users. What it has of each kind of object is kept by
 * {@link PerOrganisation}. Safe for many threads.
 */
public final class Organisation {
  /** Handle of the one user who makes everything here. */
  public static final String USER = "sandbox@example.com";

  private final String name;
  private final int position;
  private final Set<String> users = ConcurrentHashMap.newKeySet();

  /**
   * @param position counted from 1 in each server: ids come from it
   */
  Organisation(String name, int position) {
    this.name = name;
    this.position = position;
    users.add(USER);
  }

  public String name() {
    return name;
  }

  /** The short id that addresses and usage reports have. */
  public String publicId() {
    return "sandbox%09d".formatted(position);
  }

  /** The id in API v2: a UUID. */
  public String id() {
    return "00000000-0000-4000-9000-%012d".formatted(position);
  }

  /** The number that objects carry as {@code org_id}. */
  public int number() {
    return 1_000_000 + position;
  }

  /** A further user, whom a dashboard may then notify; the handle is an e-mail address. */
  public void addUser(String handle) {
    users.add(handle);
  }

  /** Handles of its users. */
  public Set<String> users() {
    return users;
  }
}
