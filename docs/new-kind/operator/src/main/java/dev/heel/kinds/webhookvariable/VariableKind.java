package dev.heel.kinds.webhookvariable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.ApiKind;
import dev.heel.engine.ObjectType;
import dev.heel.engine.Scope;
import dev.heel.engine.api.Call;
import dev.heel.engine.api.IdForm;
import dev.heel.engine.api.Routes;
import dev.heel.engine.identity.Identity;
import java.util.Map;

/** {@link DatadogWebhookVariable}, and the custom variable that it becomes. */
public final class VariableKind implements ApiKind<DatadogWebhookVariable> {
  /** There is no list, and a PUT leaves alone what it does not name. */
  private static final Routes ROUTES =
      Routes.at("/api/v1/integration/webhooks/configuration/custom-variables")
          .id("/name", new IdForm("[A-Z][A-Z0-9_]{0,199}", "capital letters, digits and _"))
          .partial(Call.Method.PUT, Map.of())
          .page("/integrations/webhooks")
          .title("/name")
          .build();

  private static final ObjectType<DatadogWebhookVariable> OBJECT =
      ObjectType.of(DatadogWebhookVariable.class, VariableSpec.class, "webhook variable")
          .routes(ROUTES)
          .identity(new Identity.NaturalKey("/name"))
          // Payloads that name it would find nothing then.
          .immutable("/name")
          .build();

  @Override
  public ObjectType<DatadogWebhookVariable> object() {
    return OBJECT;
  }

  /** The API wants it said. A secret one is never shown again, so it could not be compared. */
  @Override
  public ObjectNode shaped(ObjectNode body, Scope scope) {
    return body.put("is_secret", false);
  }
}
