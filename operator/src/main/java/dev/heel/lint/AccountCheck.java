package dev.heel.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Asked;
import dev.heel.engine.NamespaceGrant;
import dev.heel.engine.read.SpecReader;
import dev.heel.kinds.Kinds;
import dev.heel.kinds.account.AccountSpec;
import dev.heel.kinds.account.ApiHosts;
import dev.heel.kinds.account.Consent;
import dev.heel.lint.Resources.Known;
import dev.heel.manifest.Manifest;
import dev.heel.resource.NamespacedName;
import dev.heel.resource.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Accounts among the manifests: their Secrets, and whom they allow. */
final class AccountCheck {
  private static final String DEFAULT = "default";

  private final Map<NamespacedName, Manifest> accounts = new HashMap<>();
  private final Map<NamespacedName, Manifest> secrets = new HashMap<>();
  private final Namespaces namespaces;

  AccountCheck(List<Manifest> manifests, Namespaces namespaces) {
    this.namespaces = namespaces;
    for (Manifest manifest : manifests) {
      NamespacedName key = manifest.namespacedName();
      if (Kinds.ACCOUNT.is(manifest.kind())) {
        accounts.putIfAbsent(key, manifest);
      } else if ("Secret".equals(manifest.kind())) {
        secrets.putIfAbsent(key, manifest);
      }
    }
  }

  List<Finding> findings(List<Known<?>> resources) {
    List<Finding> findings = new ArrayList<>();
    accounts
        .values()
        .forEach(account -> findings.addAll(Faults.guarded(account, () -> keys(account))));
    accounts
        .values()
        .forEach(
            account ->
                findings.addAll(
                    Faults.guarded(account, () -> elsewhere(account).stream().toList())));
    for (Known<?> each : resources) {
      Manifest manifest = each.manifest();
      findings.addAll(Faults.guarded(manifest, () -> refused(manifest).stream().toList()));
      findings.addAll(Faults.guarded(manifest, () -> notGranted(each)));
    }
    return findings;
  }

  private List<Finding> notGranted(Known<?> resource) {
    String namespace = resource.manifest().namespace();
    Optional<Manifest> account = namespace == null ? Optional.empty() : used(resource.manifest());
    return account.stream()
        .map(each -> new Consent(each.namespace(), each.name(), spec(each).grants))
        .flatMap(consent -> refusals(resource, consent))
        .toList();
  }

  private Stream<Finding> refusals(Known<?> resource, Consent consent) {
    String namespace = resource.manifest().namespace();
    return resource.asks().stream()
        .flatMap(
            asked ->
                consent
                    .refusal(asked.permission(), namespace, namespaces.labels(namespace))
                    .map(why -> notGranted(asked, why))
                    .stream())
        .map(problem -> Marks.finding(resource.manifest(), problem));
  }

  private static Problem notGranted(Asked asked, Consent.Refusal why) {
    return Problem.error("not-granted", asked.place().pointer(), why.message(), why.remedy());
  }

  /**
   * The account that a resource uses, if it is among the manifests: the named one; else {@code
   * default} of its namespace; else the only {@code default} of another namespace, which can be of
   * use to others only as the operator's default account. One without a namespace goes wherever it
   * is applied, and nobody knows to whom it is another's.
   */
  private Optional<Manifest> used(Manifest resource) {
    JsonNode reference = resource.json().at("/spec/accountRef");
    String own = resource.namespace();
    if (reference.isObject()) {
      String namespace = reference.path("namespace").asText(own);
      return Optional.ofNullable(
          accounts.get(new NamespacedName(namespace, reference.path("name").asText())));
    }
    List<Manifest> defaults =
        accounts.values().stream()
            .filter(each -> DEFAULT.equals(each.name()) && each.namespace() != null)
            .toList();
    return Optional.ofNullable(accounts.get(new NamespacedName(own, DEFAULT)))
        .or(() -> defaults.size() == 1 ? Optional.of(defaults.get(0)) : Optional.empty());
  }

  /** Which hosts the platform lists is not among the manifests. */
  private static Optional<Finding> elsewhere(Manifest account) {
    AccountSpec spec = spec(account);
    boolean isAddress = spec.url != null && spec.url.matches("https?://[^/?#].*");
    if (!isAddress || spec.site != null || ApiHosts.SITES.allow(spec.url)) {
      return Optional.empty();
    }
    return Optional.of(
        Marks.finding(
            account,
            Problem.warning(
                "account-host",
                "/spec/url",
                "this is no site of Datadog: Heel calls it only if the platform lists its host",
                "List it with --allow-datadog-host of `heel operator`, or allowedDatadogHosts of"
                    + " the chart; or set site.")));
  }

  private List<Finding> keys(Manifest account) {
    AccountSpec spec = spec(account);
    if (spec.secretRef == null || spec.secretRef.name == null) {
      return List.of();
    }
    Manifest secret = secrets.get(new NamespacedName(account.namespace(), spec.secretRef.name));
    if (secret == null) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (String entry :
        List.of(named(spec.secretRef.apiKey, "api-key"), named(spec.secretRef.appKey, "app-key"))) {
      content(secret, entry)
          .map(what -> "entry " + entry + " of Secret " + secret.name() + " " + what)
          .map(
              what ->
                  error(account, "account-secret", "/spec/secretRef", what, "See " + secret + "."))
          .ifPresent(findings::add);
    }
    return findings;
  }

  /** What is wrong with an entry; empty if nothing is. */
  private static Optional<String> content(Manifest secret, String entry) {
    JsonNode plain = secret.json().path("stringData").path(entry);
    JsonNode encoded = secret.json().path("data").path(entry);
    if (!plain.isTextual() && !encoded.isTextual()) {
      return Optional.of("is not there");
    }
    try {
      String value =
          plain.isTextual()
              ? plain.asText()
              : new String(
                  Base64.getMimeDecoder().decode(encoded.asText()), StandardCharsets.UTF_8);
      return value.isBlank() ? Optional.of("is empty") : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("is not Base64");
    }
  }

  private Optional<Finding> refused(Manifest resource) {
    JsonNode reference = resource.json().at("/spec/accountRef");
    String namespace = resource.namespace();
    if (!reference.isObject() || namespace == null) {
      return Optional.empty();
    }
    String own = reference.path("namespace").asText(namespace);
    Manifest account = accounts.get(new NamespacedName(own, reference.path("name").asText()));
    if (account == null
        || NamespaceGrant.covers(
            spec(account).allowedNamespaces, own, namespace, namespaces.labels(namespace))) {
      return Optional.empty();
    }
    return Optional.of(
        error(
            resource,
            "account-not-allowed",
            "/spec/accountRef",
            "DatadogAccount %s/%s does not allow namespace %s"
                .formatted(own, account.name(), namespace),
            "See spec.allowedNamespaces in " + account + "."));
  }

  private static AccountSpec spec(Manifest account) {
    return SpecReader.read(account.json().path("spec"), AccountSpec.class).value();
  }

  private static String named(String name, String otherwise) {
    return name == null ? otherwise : name;
  }

  private static Finding error(
      Manifest manifest, String rule, String pointer, String message, String remedy) {
    return Marks.finding(manifest, Problem.error(rule, pointer, message, remedy));
  }
}
