package dev.heel.bench;

import dev.heel.testing.ControlPlane;
import java.nio.file.Path;

/** The Kubernetes that a run is made against. */
interface ApiServer extends AutoCloseable {
  /** A file for clients. */
  Path kubeconfig();

  /**
   * Writes of all clients so far: verb, plural and subresource, {@code PUT datadogmonitors/status}.
   */
  Counts writes();

  /** What it is, for the heading. */
  String describe();

  @Override
  void close();

  /**
   * With Heel's CRDs: a real one where {@code KUBEBUILDER_ASSETS} names its programs, else the
   * embedded one.
   */
  static ApiServer start(Path directory) {
    ApiServer api =
        ControlPlane.available()
            ? RealApiServer.start(directory)
            : EmbeddedApiServer.start(directory);
    Cluster.install(api);
    return api;
  }
}
