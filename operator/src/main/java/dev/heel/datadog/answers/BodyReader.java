package dev.heel.datadog.answers;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads one body while it comes. An item of a list, or any other body, may have 4 MiB: a hundred
 * times the largest of the recorded answers, 33 KB. It may be 500 deep.
 */
public final class BodyReader {
  private static final int LARGEST = 4 * 1024 * 1024;
  private static final int DEEPEST = 500;
  private static final int LONGEST_TEXT = 1024 * 1024;
  private static final int LONGEST_NAME = 1024;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST_TEXT)
                  .maxNameLength(LONGEST_NAME)
                  .build())
          .build();

  private final AnswerRoom.Claim claim;
  private final Reading reading;

  public BodyReader(AnswerRoom.Claim claim, Reading reading) {
    this.claim = claim;
    this.reading = reading;
  }

  /** A reader that keeps the body whole. */
  public static BodyReader whole(AnswerRoom.Claim claim) {
    return new BodyReader(claim, Reading.WHOLE);
  }

  /**
   * @throws IOException if the connection ends before the body does
   */
  public Body read(InputStream in) throws IOException {
    BoundedStream body = new BoundedStream(in, claim, LARGEST);
    try {
      Optional<JsonNode> json = parsed(body);
      return new Body(json, json.isPresent() ? body.length() : drained(body), null);
    } catch (UnreadableException e) {
      return new Body(Optional.empty(), body.length(), e.getMessage());
    }
  }

  private Optional<JsonNode> parsed(BoundedStream body) throws IOException {
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() == null) {
        return Optional.of(NullNode.getInstance());
      }
      TreeReader trees = new TreeReader(parser, claim);
      JsonNode tree = trees.read(reading.items(), item -> given(item, body));
      return parser.nextToken() == null ? Optional.of(tree) : Optional.empty();
    } catch (StreamConstraintsException e) {
      throw new UnreadableException("an answer with something too deep or too long in it");
    } catch (JacksonException e) {
      if (e.getCause() instanceof UnreadableException unreadable) {
        throw unreadable;
      }
      return Optional.empty();
    }
  }

  private void given(JsonNode item, BoundedStream body) {
    reading.each().accept(item);
    body.nextPart();
  }

  /** How long it is; what it says is not kept. */
  private static long drained(BoundedStream body) throws IOException {
    byte[] buffer = new byte[8 * 1024];
    while (body.read(buffer, 0, buffer.length) > 0) {
      // Only counted.
    }
    return body.length();
  }
}
