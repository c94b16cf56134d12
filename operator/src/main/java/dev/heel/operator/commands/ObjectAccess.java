package dev.heel.operator.commands;

import dev.heel.datadog.DatadogAccess;
import dev.heel.datadog.DatadogClient;
import dev.heel.datadog.budget.RateBudget;
import dev.heel.engine.api.IdForm;
import dev.heel.engine.read.Nearest;
import dev.heel.engine.read.SpecReader;
import dev.heel.kinds.Kinds;
import dev.heel.kinds.account.AccountSpec;
import dev.heel.kinds.account.DatadogAccount;
import dev.heel.operator.cluster.Credentials;
import dev.heel.resource.ApiResource;
import dev.heel.resource.ApiStatus;
import dev.heel.resource.Condition;
import dev.heel.resource.NamespacedName;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The way from a resource to its object in Datadog, for commands that people run: its status says
 * the id and the account, the account says where Datadog is and which Secret has the keys. It takes
 * the rights of whoever runs the command, and changes nothing in the cluster.
 */
public final class ObjectAccess {
  private static final int WHOLE = 100;

  private final KubernetesClient client;
  private final URI datadog;
  private final Clock clock;

  /** There is no way; the message is a sentence for people, with what to do. */
  public static final class NoWayException extends Exception {
    private static final long serialVersionUID = 1L;

    NoWayException(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * @param datadog address of the API in place of the accounts' own; null for theirs
   */
  public ObjectAccess(KubernetesClient client, URI datadog, Clock clock) {
    this.client = client;
    this.datadog = datadog;
    this.clock = clock;
  }

  /**
   * The object of a resource. Close it.
   *
   * @throws NoWayException if there is no such resource, it has no object yet, or the account's
   *     keys cannot be had
   * @throws io.fabric8.kubernetes.client.KubernetesClientException if the cluster refuses
   */
  public <R extends ApiResource> AccessedObject object(Class<R> kind, String namespace, String name)
      throws NoWayException {
    R resource = client.resources(kind).inNamespace(namespace).withName(name).get();
    String what = "%s %s/%s".formatted(kind.getSimpleName(), namespace, name);
    if (resource == null) {
      throw new NoWayException(
          "there is no " + what + others(kind, namespace, name) + "; -n names another namespace");
    }
    ApiStatus status = Optional.ofNullable(resource.getStatus()).orElse(ApiStatus.NONE);
    if (status.id() == null || status.account() == null) {
      throw new NoWayException(what + " is not in Datadog yet: " + why(status));
    }
    if (!form(kind).fits(status.id())) {
      throw new NoWayException(
          "%s has the id \"%s\" in its status, which is none: it must be %s"
              .formatted(what, status.id(), form(kind).words()));
    }
    return new AccessedObject(
        status.id(), status.url(), open(NamespacedName.parse(status.account())));
  }

  private static IdForm form(Class<? extends ApiResource> type) {
    return Kinds.api().stream()
        .filter(kind -> kind.type().equals(type))
        .findFirst()
        .orElseThrow()
        .routes()
        .ids();
  }

  private <R extends ApiResource> String others(Class<R> kind, String namespace, String name) {
    List<String> names =
        client.resources(kind).inNamespace(namespace).list().getItems().stream()
            .map(each -> each.getMetadata().getName())
            .sorted()
            .toList();
    return Nearest.to(name, names)
        .map(nearest -> "; did you mean " + nearest + "?")
        .orElse(names.isEmpty() ? "" : "; there is " + String.join(", ", names));
  }

  private static String why(ApiStatus status) {
    Condition ready = status.condition(Condition.READY);
    return ready == null || ready.message() == null || ready.message().isEmpty()
        ? "the operator has not looked at it. Is it running?"
        : ready.message();
  }

  private DatadogClient open(NamespacedName name) throws NoWayException {
    DatadogAccount account =
        client
            .resources(DatadogAccount.class)
            .inNamespace(name.namespace())
            .withName(name.name())
            .get();
    if (account == null) {
      throw new NoWayException("its DatadogAccount " + name + " is gone");
    }
    AccountSpec spec = SpecReader.read(account.getSpec(), AccountSpec.class).value();
    if (spec.secretRef == null || (spec.site == null && spec.url == null)) {
      throw new NoWayException(Kinds.ACCOUNT.target(name) + " needs secretRef, and site or url");
    }
    try {
      DatadogAccess access =
          new DatadogAccess(
              api(spec),
              key(name, spec.secretRef.name, spec.secretRef.apiKey, "api-key"),
              key(name, spec.secretRef.name, spec.secretRef.appKey, "app-key"));
      RateBudget budget = new RateBudget(WHOLE, clock);
      return DatadogClient.connect(access, budget, (call, status, took) -> {}, clock);
    } catch (Credentials.MissingException | IllegalArgumentException e) {
      throw new NoWayException(Kinds.ACCOUNT.target(name) + " cannot be used: " + e.getMessage());
    }
  }

  private String key(NamespacedName account, String secret, String entry, String otherwise)
      throws Credentials.MissingException {
    Secret found = client.secrets().inNamespace(account.namespace()).withName(secret).get();
    if (found == null) {
      throw new Credentials.MissingException(
          "there is no Secret %s/%s".formatted(account.namespace(), secret));
    }
    return Credentials.entry(found, entry == null ? otherwise : entry);
  }

  private URI api(AccountSpec spec) {
    if (datadog != null) {
      return datadog;
    }
    return URI.create(spec.site == null ? spec.url : spec.site.api());
  }
}
