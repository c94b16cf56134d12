package dev.heel.resource;

/** What the owner of an account can let other namespaces do with it. */
public enum Permission {
  /** To take over an object that exists in Datadog. */
  Adopt,
  /** To mute what is not bounded by a monitor of the namespace or by a tag. */
  MuteEverything
}
