package dev.heel.operator.process;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.Optional;

/** What went wrong at Kubernetes, for people. */
public final class ApiServerWords {
  private ApiServerWords() {}

  /**
   * The API server's own sentence, such as {@code monitors.heel.dev "a" is forbidden: …}; the
   * client's if there was no answer. The client's has the request and the whole answer in it.
   */
  public static String of(KubernetesClientException e) {
    return Optional.ofNullable(e.getStatus())
        .map(Status::getMessage)
        .orElseGet(() -> unanswered(e).map(Throwable::toString).orElseGet(e::getMessage));
  }

  /** The same for what the API server said behind another exception; else that one's message. */
  public static String behind(RuntimeException e) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof KubernetesClientException refusal) {
        return of(refusal);
      }
    }
    return e.getMessage();
  }

  /** What came between, such as a refused connection; empty if there was an answer. */
  private static Optional<Throwable> unanswered(KubernetesClientException e) {
    Throwable cause = e;
    while (cause.getCause() != null && !(cause instanceof IOException)) {
      cause = cause.getCause();
    }
    return Optional.of(cause).filter(IOException.class::isInstance);
  }
}
