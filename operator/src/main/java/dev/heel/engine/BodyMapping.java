package dev.heel.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heel.engine.compare.Change;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * How the body of a kind's objects is made and compared, beyond what all kinds have in common. A
 * plain kind needs none of it. Pure and total: any tree that JSON can hold is answered, and no
 * argument but the body to shape is changed.
 */
public interface BodyMapping {
  /**
   * What the kind adds to a body or writes otherwise than people do, such as a default that Datadog
   * would not take as one.
   *
   * @param body without what is the server's, references replaced; may be changed
   */
  default ObjectNode shaped(ObjectNode body, Scope scope) {
    return body;
  }

  /**
   * Places of a body whose values people may write in another form than Datadog takes, as JSON
   * pointers: {@link #shaped} makes one of the other.
   */
  default Set<String> converted() {
    return Set.of();
  }

  /**
   * Whether two values at a pointer mean the same to Datadog although they are not equal, because
   * the server rewrites one into the other. Symmetric, and true for equal values is not required.
   *
   * @param pointer JSON pointer into the body, such as {@code /tags}
   */
  default boolean same(String pointer, JsonNode a, JsonNode b) {
    return false;
  }

  /**
   * The desired body with what only the found object can say: ids that Datadog gave to its parts,
   * so that links to them keep working, or a date that is as good as the one of today. It is what
   * is compared and sent; the desired body is what is remembered.
   *
   * <p>Example: a dashboard's widget carries the id of the widget of the same title that is there.
   */
  default JsonNode carried(JsonNode desired, JsonNode found) {
    return desired;
  }

  /**
   * The desired body without what passes by itself, such as the date on which a weekly window next
   * opens: equal for an equal resource at any time. What was sent last is remembered as its hash.
   */
  default JsonNode lasting(JsonNode desired) {
    return desired;
  }

  /**
   * Whether Datadog itself may have made a difference by leaving out a part of what was sent, such
   * as the handles of users that it does not know. What was sent once is then not sent again.
   */
  default boolean isOmission(Change change) {
    return false;
  }

  /**
   * Whether a secret may stand there, because Datadog never gives the value back.
   *
   * @param pointer JSON pointer into the body
   */
  default boolean secretAllowed(String pointer) {
    return false;
  }

  /**
   * The body with each value in which a secret may stand given to the swap, whole: on the way out
   * {@code $(secret/NAME/KEY)} becomes the secret, on the way in the secret becomes that again, so
   * that nothing between the two ever holds it. A copy.
   *
   * @param swap gives back what it does not know
   */
  default JsonNode withSecrets(JsonNode body, UnaryOperator<String> swap) {
    return body;
  }
}
