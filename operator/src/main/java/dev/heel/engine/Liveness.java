package dev.heel.engine;

/** Whether an object that the API still returns counts. */
public enum Liveness {
  LIVE,
  /** Readable, but over for good, as a cancelled downtime is: it is made again. */
  GONE,
  /** Over as it was meant to be, as a one-time downtime is after its end: it is not made again. */
  FINISHED
}
