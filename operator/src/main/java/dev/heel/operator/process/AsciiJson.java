package dev.heel.operator.process;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Turns a stream of JSON in UTF-8 into the same JSON in ASCII, chunk by chunk. Letters beyond ASCII
 * stand in strings only, where {@code \}{@code uXXXX} means the same (RFC 8259, section 7). A
 * letter whose bytes lie in two chunks comes out with the second. Not for more than one thread.
 */
final class AsciiJson {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final int ESCAPE = 6;

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  /** The first bytes of a letter whose last ones are still to come. */
  private ByteBuffer begun = NOTHING;

  /** The next chunk in ASCII; empty if it only begins a letter. */
  ByteBuffer next(ByteBuffer chunk) {
    if (!begun.hasRemaining() && isAscii(chunk)) {
      return chunk;
    }
    ByteBuffer bytes = joined(begun, chunk);
    CharBuffer chars = CharBuffer.allocate(bytes.remaining());
    decoder.decode(bytes, chars, false);
    begun = bytes.hasRemaining() ? joined(bytes, NOTHING) : NOTHING;
    return escaped(chars.flip());
  }

  private static boolean isAscii(ByteBuffer bytes) {
    for (int i = bytes.position(); i < bytes.limit(); i++) {
      if (bytes.get(i) < 0) {
        return false;
      }
    }
    return true;
  }

  private static ByteBuffer joined(ByteBuffer one, ByteBuffer other) {
    ByteBuffer both = ByteBuffer.allocate(one.remaining() + other.remaining());
    return both.put(one).put(other).flip();
  }

  private static ByteBuffer escaped(CharBuffer chars) {
    long beyond = chars.chars().filter(AsciiJson::isBeyondAscii).count();
    int length = Math.toIntExact(chars.remaining() + beyond * (ESCAPE - 1));
    ByteBuffer ascii = ByteBuffer.allocate(length);
    while (chars.hasRemaining()) {
      char letter = chars.get();
      if (isBeyondAscii(letter)) {
        ascii.put("\\u%04x".formatted((int) letter).getBytes(StandardCharsets.US_ASCII));
      } else {
        ascii.put((byte) letter);
      }
    }
    return ascii.flip();
  }

  private static boolean isBeyondAscii(int letter) {
    return letter > 0x7f;
  }
}
