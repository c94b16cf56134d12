package dev.heel.agent.files;

/**
 * How an Agent reads Secrets, and so how a handle for one is written (Datadog, "Secrets
 * Management").
 */
public enum SecretBackend {
  /** It reads none: a handle would reach the check as a text, so none may be rendered. */
  NONE {
    @Override
    String handle(SecretKey secret) {
      throw new IllegalStateException("no handle can be written without a backend");
    }
  },
  /**
   * The script {@code /readsecret_multiple_providers.sh} of the Agent's images, from Agent 7.32 on.
   */
  SCRIPT {
    @Override
    String handle(SecretKey secret) {
      return "ENC[k8s_secret@%s/%s/%s]".formatted(secret.namespace(), secret.name(), secret.key());
    }
  },
  /** The type {@code k8s.secrets}, which newer Agents bring, Cluster Agents from 7.77 on. */
  NATIVE {
    @Override
    String handle(SecretKey secret) {
      return "ENC[%s/%s;%s]".formatted(secret.namespace(), secret.name(), secret.key());
    }
  };

  abstract String handle(SecretKey secret);
}
