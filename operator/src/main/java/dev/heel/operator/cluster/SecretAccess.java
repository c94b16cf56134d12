package dev.heel.operator.cluster;

import dev.heel.resource.Reference.Target;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The right to read Secrets of a namespace, in words for who can give it: by the chart, or by two
 * commands that give no more than is wanted.
 */
public final class SecretAccess {
  private static final String SERVICE_ACCOUNT = "system:serviceaccount:";

  /** A named Secret is read by get, and watched by a list that selects its name alone. */
  private static final String READ = "get,list,watch";

  private final KubernetesClient client;
  private volatile String self;

  public SecretAccess(KubernetesClient client) {
    this.client = client;
  }

  /**
   * A right that is missing.
   *
   * @param role how the Role and its binding shall be called
   * @param verbs with commas between them
   * @param holders who shall have it, as flags of {@code kubectl create rolebinding}
   */
  public record Right(
      String namespace,
      String role,
      String verbs,
      Collection<String> secrets,
      Collection<String> holders) {

    /** What gives it; ends in a command, so that all after {@code run:} can be copied. */
    public String remedy() {
      String create = "kubectl -n " + namespace + " create ";
      return "Add namespace %s to the chart's secretAccess.namespaces, or run: "
              .formatted(namespace)
          + "%srole %s --verb=%s --resource=secrets%s"
              .formatted(create, role, verbs, flags(" --resource-name=", secrets))
          + " && %srolebinding %s --role=%s%s".formatted(create, role, role, flags(" ", holders));
    }

    private static String flags(String before, Collection<String> values) {
      return values.stream().map(value -> before + value).collect(Collectors.joining());
    }
  }

  /** The flag that names a ServiceAccount. */
  public static String holder(String namespace, String serviceAccount) {
    return "--serviceaccount=" + namespace + ":" + serviceAccount;
  }

  /** What lets Heel read and watch one Secret. */
  public String remedy(Target secret) {
    String role = "heel-reads-" + secret.name();
    return new Right(secret.namespace(), role, READ, List.of(secret.name()), List.of(self()))
        .remedy();
  }

  /**
   * Who Heel is, as a flag of {@code kubectl create rolebinding}; where the API server does not say
   * it, the name that the chart gives.
   */
  private String self() {
    try {
      if (self == null) {
        self = asked();
      }
      return self;
    } catch (KubernetesClientException e) {
      return holder("NAMESPACE-OF-HEEL", "heel");
    }
  }

  /** Kubernetes' "Authenticating", self subject review: for all who are authenticated. */
  private String asked() {
    String user =
        client.resource(new SelfSubjectReview()).create().getStatus().getUserInfo().getUsername();
    return user.startsWith(SERVICE_ACCOUNT)
        ? "--serviceaccount=" + user.substring(SERVICE_ACCOUNT.length())
        : "--user=" + user;
  }
}
