package dev.heel.datadog.answers;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body as it comes, after decompression: counted, and ended where one of its parts is too large.
 * Asks for room before the bytes are used.
 */
final class BoundedStream extends FilterInputStream {
  private final AnswerRoom.Claim claim;
  private final long largestPart;
  private long part;
  private long length;

  /**
   * @param largestPart how many bytes may come before {@link #nextPart} is called
   */
  BoundedStream(InputStream body, AnswerRoom.Claim claim, long largestPart) {
    super(body);
    this.claim = claim;
    this.largestPart = largestPart;
  }

  /** A part, such as an item of a list, is whole and let go. */
  void nextPart() {
    part = 0;
    claim.clear();
  }

  /** How many bytes came so far. */
  long length() {
    return length;
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    if (value >= 0) {
      count(1);
    }
    return value;
  }

  @Override
  public int read(byte[] into, int offset, int most) throws IOException {
    int read = in.read(into, offset, most);
    if (read > 0) {
      count(read);
    }
    return read;
  }

  private void count(int bytes) throws UnreadableException {
    length += bytes;
    part += bytes;
    if (part > largestPart) {
      throw new UnreadableException(
          "an answer in which something is larger than %,d KiB".formatted(largestPart / 1024));
    }
    claim.take(bytes);
  }
}
