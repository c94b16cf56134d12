package dev.heel.operator.cluster;

import dev.heel.agent.objects.AgentObjects;
import dev.heel.agent.spec.AgentNames;
import dev.heel.agent.spec.DatadogAgent;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.security.SecureRandom;

/** The token by which node Agents and Cluster Agent know each other: made once, then kept. */
public final class Tokens {
  /** What the Agent asks for at least. */
  private static final int LENGTH = 32;

  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  private final KubernetesClient client;
  private final SecureRandom random = new SecureRandom();

  public Tokens(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Makes it if it is not there.
   *
   * @throws AppliedObjects.TakenException if a Secret of that name is not Heel's
   */
  public void ensure(DatadogAgent agent, AgentNames names) throws AppliedObjects.TakenException {
    Secret live = client.secrets().inNamespace(names.namespace()).withName(names.token()).get();
    if (live == null) {
      create(AgentObjects.token(agent, token()));
    } else if (!AppliedObjects.isHeels(live)) {
      throw new AppliedObjects.TakenException(
          AppliedObjects.name(live) + " is there already and was not made by Heel");
    }
  }

  private void create(Secret secret) {
    try {
      client.resource(secret).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
    }
  }

  private String token() {
    StringBuilder token = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      token.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return token.toString();
  }
}
