package dev.heel.sandbox.kubernetes;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What an API server promises, case by case, here of the embedded one. */
class ApiServerContractTest
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
  /** Small, so that a case can outrun it. */
  private static final int HISTORY = 200;

  private static KubernetesServer server;
  private static Api api;

  @BeforeAll
  static void start() {
    server = KubernetesServer.start(new KubernetesServer.Options(0, false, HISTORY));
    api = new Api(server.kubeconfig(), ApiServerContractTest::outrunHistory).prepared();
  }

  private static void outrunHistory(Api api) {
    String name = Api.fresh("m");
    api.created(Api.MAPS, Api.map(name, "0"));
    for (int i = 1; i <= HISTORY; i++) {
      api.patch(Api.MAPS + "/" + name, Api.MERGE, "{'data':{'a':'" + i + "'}}");
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  public Api api() {
    return api;
  }
}
