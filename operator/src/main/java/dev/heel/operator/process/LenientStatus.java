package dev.heel.operator.process;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.heel.agent.check.CheckStatus;
import dev.heel.agent.spec.AgentStatus;
import dev.heel.engine.read.SpecBounds;
import dev.heel.kinds.account.AccountStatus;
import dev.heel.resource.ApiStatus;
import java.io.IOException;
import java.util.Set;

/**
 * Reads a status of a shape that its class does not know, as another version's CRD may let in, or
 * one that breaks {@link SpecBounds}, as none: the next pass finds the object by its marker and
 * writes the status anew. Without this one such resource would stop the informer of its kind for
 * all.
 */
final class LenientStatus extends DelegatingDeserializer {
  private static final long serialVersionUID = 1L;
  private static final Set<Class<?>> STATUSES =
      Set.of(ApiStatus.class, AccountStatus.class, AgentStatus.class, CheckStatus.class);

  private LenientStatus(JsonDeserializer<?> strict) {
    super(strict);
  }

  /** Makes a mapper read Heel's statuses so. */
  static SimpleModule module() {
    SimpleModule module = new SimpleModule("heel-lenient-status");
    module.setDeserializerModifier(
        new BeanDeserializerModifier() {
          private static final long serialVersionUID = 1L;

          @Override
          public JsonDeserializer<?> modifyDeserializer(
              DeserializationConfig config,
              BeanDescription description,
              JsonDeserializer<?> strict) {
            return STATUSES.contains(description.getBeanClass())
                ? new LenientStatus(strict)
                : strict;
          }
        });
    return module;
  }

  @Override
  protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> strict) {
    return new LenientStatus(strict);
  }

  @Override
  public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    JsonNode status = SpecBounds.read(parser);
    if (!status.isObject() || SpecBounds.problem(status).isPresent()) {
      return null;
    }
    try (JsonParser bounded = status.traverse(parser.getCodec())) {
      bounded.nextToken();
      return super.deserialize(bounded, context);
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
