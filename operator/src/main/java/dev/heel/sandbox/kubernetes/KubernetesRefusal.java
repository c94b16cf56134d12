package dev.heel.sandbox.kubernetes;

import dev.heel.sandbox.kubernetes.store.Refusal;

/** The embedded API server does not take an object; the message is the API server's sentence. */
public final class KubernetesRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int code;

  KubernetesRefusal(Refusal refusal) {
    super(refusal.getMessage(), refusal);
    this.code = refusal.code();
  }

  /** The HTTP status with which a client would see it. */
  public int code() {
    return code;
  }
}
