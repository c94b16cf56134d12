package dev.heel.sandbox;

import static dev.heel.sandbox.World.monitor;

import dev.heel.sandbox.datadog.faults.Fault;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** Datadog does not let the keys say whose they are. */
@DisplayName("Keys that may not say whose they are cost nothing after every kind of restart")
class RestingUnknownIT extends RestingWorld {
  @Override
  void waiting() {
    world
        .sandbox
        .datadog()
        .faults()
        .always("GET /api/v2/current_user", Fault.error(403, "Forbidden"));
    Tenant told = Tenant.in(world, "told").withKeys().withAccount("from: All");
    told.patchAccount("{spec: {organization: %s}}".formatted(told.organisation().id()));
    told.awaitAccount("OrganizationUnknown");
    world.apply(monitor("home", "m", "accountRef: {name: default, namespace: told}"));
    awaitReason("datadogmonitors/m", "WaitingForAccount");
    Tenant.in(world, "untold").withKeys().withAccount("from: All").awaitAccount("KeysValid");
    world.inSync(monitor("home", "works", "accountRef: {name: default, namespace: untold}"));
  }

  @Override
  List<String> refused() {
    return List.of("POST /api/v1/monitor");
  }

  @Override
  OwnOperator started(String identity) {
    return OwnOperator.startElected(world, proxy.url(), identity, RestingAccountsIT.PATIENT);
  }
}
