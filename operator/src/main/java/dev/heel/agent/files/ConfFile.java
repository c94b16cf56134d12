package dev.heel.agent.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.agent.check.CheckDraft;
import dev.heel.agent.check.ConfEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The conf.d file of one check (datadog-agent, config_reader.go: one file per resource in the
 * check's directory; all files of a directory add up).
 */
final class ConfFile {
  private static final String INTERVAL = "min_collection_interval";

  private final CheckDraft draft;
  private final Secrets secrets;
  private final List<String> classpath;

  /**
   * @param classpath all jars of all checks: the Agent's one JVM takes the first check's list, so
   *     each has the whole
   */
  ConfFile(CheckDraft draft, Secrets secrets, List<String> classpath) {
    this.draft = draft;
    this.secrets = secrets;
    this.classpath = classpath;
  }

  /** For the node Agents: it runs on each. */
  ObjectNode onNodes() {
    return body(JsonNodeFactory.instance.objectNode(), instances());
  }

  /** For the Cluster Agent: one of the node Agents gets it. */
  ObjectNode inCluster(List<JsonNode> instances) {
    return body(JsonNodeFactory.instance.objectNode().put("cluster_check", true), instances);
  }

  /**
   * For the Cluster Agent, which fills in each target and hands it out.
   *
   * @param kind {@code kube_endpoints} or {@code kube_service}
   * @param services their names, in this namespace
   */
  ObjectNode forServices(String kind, List<String> services) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode identifiers = root.putArray("advanced_ad_identifiers");
    for (String service : services) {
      identifiers
          .addObject()
          .putObject(kind)
          .put("name", service)
          .put("namespace", draft.key().namespace());
    }
    return body(root.put("cluster_check", true), instances());
  }

  private ObjectNode body(ObjectNode root, List<JsonNode> instances) {
    root.set("init_config", init());
    ArrayNode all = root.putArray("instances");
    instances.forEach(each -> all.add(secrets.resolved(each)));
    if (!draft.logs().isEmpty()) {
      ArrayNode logs = root.putArray("logs");
      draft.logs().forEach(each -> logs.add(secrets.resolved(each.options())));
    }
    return root;
  }

  /** {@code is_jmx} is always said: only eight names are JMX by themselves. */
  private JsonNode init() {
    ObjectNode init = Spelling.ofInit(draft);
    if (draft.isJmx()) {
      init.put("is_jmx", true);
      if (!classpath.isEmpty()) {
        ArrayNode paths = init.putArray(ClassPath.PATHS);
        classpath.forEach(paths::add);
      }
    }
    return secrets.resolved(init);
  }

  /** As the resource gives them, in today's names, with its tags and its interval. */
  List<JsonNode> instances() {
    List<JsonNode> out = new ArrayList<>();
    for (ConfEntry given : draft.instances()) {
      ObjectNode instance = Spelling.ofInstance(draft, given.options());
      addTags(instance);
      draft
          .seconds()
          .filter(seconds -> !instance.has(INTERVAL))
          .ifPresent(seconds -> instance.put(INTERVAL, seconds));
      out.add(instance);
    }
    return out;
  }

  private void addTags(ObjectNode instance) {
    Set<String> tags = new LinkedHashSet<>();
    instance.path("tags").forEach(each -> tags.add(each.asText()));
    tags.addAll(draft.spec().tags == null ? List.of() : draft.spec().tags);
    if (!tags.isEmpty()) {
      ArrayNode all = instance.putArray("tags");
      tags.forEach(all::add);
    }
  }
}
