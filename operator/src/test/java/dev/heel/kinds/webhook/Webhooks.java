package dev.heel.kinds.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heel.engine.Draft;
import dev.heel.kinds.Kinds;
import dev.heel.resource.Problem;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;

/** Webhooks named home/a, from the YAML of their spec. */
final class Webhooks {
  private Webhooks() {}

  static DatadogWebhook of(String spec) {
    DatadogWebhook webhook = new DatadogWebhook();
    webhook.setMetadata(new ObjectMetaBuilder().withName("a").withNamespace("home").build());
    webhook.setSpec(Serialization.unmarshal("---\n" + spec, JsonNode.class));
    return webhook;
  }

  static List<Problem> problems(String spec) {
    WebhookKind kind = new WebhookKind();
    DatadogWebhook webhook = of(spec);
    return kind.problems(kind.draft(webhook, Draft.inline(webhook)), Kinds.referable());
  }
}
