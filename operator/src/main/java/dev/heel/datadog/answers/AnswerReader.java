package dev.heel.datadog.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads the body of one call's answer: a list's item by item, any other whole. What is no success
 * keeps its status, whatever becomes of its body.
 */
public final class AnswerReader {
  private static final JsonMapper JSON = new JsonMapper();

  private final BodyReader wanted;
  private final BodyReader refusal;
  private final UnaryOperator<String> redact;

  /**
   * @param wanted reads the body of a success
   * @param refusal reads any other
   * @param redact takes keys out of a text
   */
  public AnswerReader(BodyReader wanted, BodyReader refusal, UnaryOperator<String> redact) {
    this.wanted = wanted;
    this.refusal = refusal;
    this.redact = redact;
  }

  /**
   * @param head the answer without its body
   * @throws IOException if the connection ends before the body of a success does
   */
  Answer read(Attempt attempt, Answer head, InputStream in) throws IOException {
    boolean whole = false;
    try {
      Body body = head.successful() ? wanted.read(in) : refused(in);
      whole = body.fault() == null;
      return new Answer(head.status(), head.headers(), body);
    } finally {
      if (!whole) {
        attempt.hangUp();
      }
      closeQuietly(in);
    }
  }

  private static void closeQuietly(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      // The connection is gone, which is as good.
    }
  }

  private Body refused(InputStream in) {
    try {
      Body body = refusal.read(in);
      return new Body(body.json().map(this::redacted), body.length(), body.fault());
    } catch (IOException e) {
      return new Body(Optional.empty(), 0, "an answer that did not come to its end");
    }
  }

  private JsonNode redacted(JsonNode body) {
    try {
      return JSON.readTree(redact.apply(body.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
