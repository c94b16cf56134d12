package dev.heel.cli.check;

import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.ConfigMapEntry;
import dev.heel.agent.check.DatadogCheck;
import dev.heel.agent.files.AdmittedCheck;
import dev.heel.agent.files.AgentContext;
import dev.heel.agent.files.AgentFiles;
import dev.heel.agent.files.RenderedFiles;
import dev.heel.agent.files.SecretBackend;
import dev.heel.agent.files.TargetFacts;
import dev.heel.cli.text.CommandException;
import dev.heel.kinds.Kinds;
import dev.heel.lint.ConfigMaps;
import dev.heel.lint.Resources;
import dev.heel.manifest.Manifest;
import dev.heel.resource.NamespacedName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks among manifests, rendered as an Agent would have them that trusts all of them. */
public final class LocalChecks {
  private final ConfigMaps maps;
  private final Map<NamespacedName, Manifest> secrets = new HashMap<>();
  private final List<AdmittedCheck> checks;

  public LocalChecks(List<Manifest> manifests) {
    maps = new ConfigMaps(manifests);
    manifests.stream()
        .filter(manifest -> "Secret".equals(manifest.kind()))
        .forEach(manifest -> secrets.put(manifest.namespacedName(), manifest));
    checks =
        manifests.stream()
            .filter(manifest -> Kinds.CHECK.is(manifest.kind()))
            .map(this::admitted)
            .toList();
  }

  public List<AdmittedCheck> checks() {
    return checks;
  }

  public RenderedFiles files() {
    return AgentFiles.render(new AgentContext(SecretBackend.SCRIPT, true), checks);
  }

  /** A Secret's manifest, or null. */
  Manifest secret(String namespace, String name) {
    return secrets.get(new NamespacedName(namespace, name));
  }

  private AdmittedCheck admitted(Manifest manifest) {
    DatadogCheck check =
        Resources.read(manifest, Kinds.CHECK)
            .orElseThrow(() -> new CommandException(manifest + " cannot be read"));
    Map<ConfigMapEntry, byte[]> content = new TreeMap<>();
    for (ConfigMapEntry entry : CheckDraft.of(check).entries()) {
      maps.bytes(manifest.namespace(), entry).ifPresent(bytes -> content.put(entry, bytes));
    }
    return new AdmittedCheck(check, true, content, TargetFacts.NONE);
  }
}
