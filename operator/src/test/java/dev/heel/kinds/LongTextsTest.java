package dev.heel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.ApiKind;
import dev.heel.engine.Draft;
import dev.heel.engine.identity.Identity;
import dev.heel.engine.problem.RuleFault;
import dev.heel.resource.ApiResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Anybody may write a text of a MiB into a spec, and sixteen threads read the specs of all. A rule
 * that goes back over what it has read would be at it for hours, so that such a test never ends.
 */
@DisplayName("A text as long as Kubernetes takes it is read in a moment")
class LongTextsTest {
  private static final int LONG = 1_000_000;

  @ParameterizedTest(name = "{0} {1}: {2}{3}…{4}")
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "DatadogMonitor,query,.last(,' ',x",
        "DatadogMonitor,query,(last_5m,' ',x",
        "DatadogMonitor,query,alert_window,' ',x",
        "DatadogMonitor,query,'','.by(a,',x",
        "DatadogMonitor,message,{{,' ',x",
        "DatadogMonitor,message,@a,.,x",
        "DatadogMonitor,message,'',{{#is_alert}},x",
        "DatadogMonitor,message,'',{{{{raw}}}},x",
        "DatadogMonitor,message,'',{{{{raw}}}}{{{{/raw}}}},x",
        "DatadogDashboard,description,'','[heel] a/b/c\n',''",
        "DatadogDowntime,message,'','[heel] a/b/c\n',''",
        "DatadogWebhook,url,https://a/?,;key,x",
        "DatadogWebhook,url,https://,:,x",
        "DatadogWebhook,url,https://a/,1,.",
        "DatadogWebhook,payload,'',$A[,x",
      })
  void read(String kind, String field, String head, String piece, String tail) {
    String text = head + piece.repeat(LONG / piece.length()) + tail;
    assertThat(rules(kind(kind), JsonNodeFactory.instance.objectNode().put(field, text)))
        .doesNotContain(RuleFault.RULE);
  }

  @Test
  @DisplayName("and no rest of it is kept for each of its variables")
  void variables() {
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    ObjectNode widget = spec.putArray("widgets").addObject().putObject("definition");
    widget.putArray("requests").addObject().put("q", "$a".repeat(LONG / 2));
    assertThat(rules(kind("DatadogDashboard"), spec)).contains("dashboard-variable-undeclared");
  }

  private static ApiKind<?> kind(String name) {
    return Kinds.api().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private static <R extends ApiResource> List<String> rules(ApiKind<R> kind, ObjectNode spec) {
    R resource = newResource(kind);
    resource.setMetadata(new ObjectMetaBuilder().withNamespace("ns").withName("a").build());
    resource.setSpec(spec);
    Draft draft = kind.draft(resource, null);
    return kind.problems(draft, Kinds.referable()).stream().map(problem -> problem.rule()).toList();
  }

  private static <R extends ApiResource> R newResource(ApiKind<R> kind) {
    try {
      return kind.type().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("and an object of Datadog's with very many markers names a few owners")
  void manyMarkers() {
    ArrayNode tags = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < 20_000; i++) {
      tags.add("heel_cluster:c" + i).add("heel_owner:ns/n" + i);
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("tags", tags);
    assertThat(new Identity.Tags("/tags").owners(body)).hasSize(Identity.MOST_OWNERS);
  }
}
