package dev.heel.sandbox.kubernetes;

import dev.heel.testing.ControlPlane;
import dev.heel.testing.RealParts;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same promises of the real kube-apiserver: where the two differ, the embedded one is wrong.
 */
class ApiServerContractIT
    implements ApplyCases,
        ClientCases,
        DeleteCases,
        DiscoveryCases,
        ListCases,
        NamespaceCases,
        ObjectCases,
        PatchCases,
        SchemaCases,
        WatchCases {
  @TempDir private static Path directory;
  private static ControlPlane plane;
  private static Api api;

  @BeforeAll
  static void start() {
    RealParts.assumeControlPlane("the API server's contract");
    plane = ControlPlane.start(directory);
    api = new Api(plane.kubeconfig(), api -> restart()).prepared();
  }

  /** kube-apiserver keeps its history of changes in memory. */
  private static void restart() {
    plane.stopApiServer();
    plane.startApiServer();
  }

  @AfterAll
  static void stop() {
    if (plane != null) {
      plane.close();
    }
  }

  @Override
  public Api api() {
    return api;
  }
}
