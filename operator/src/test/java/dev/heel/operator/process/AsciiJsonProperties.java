package dev.heel.operator.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** JSON means the same in ASCII, wherever the bytes of a letter are torn apart. */
class AsciiJsonProperties {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Letters of one, two, three and four bytes, and what JSON escapes by itself. */
  private static final String LETTERS = "aé温🔥\u2028\"\\\n\u0001ÿ";

  @Example
  void everyLetterMayBeTornAtEveryByte() throws IOException {
    byte[] json = json(LETTERS.repeat(2));
    for (int size = 1; size <= json.length; size++) {
      assertThat(read(ascii(json, List.of(size)))).isEqualTo(LETTERS.repeat(2));
    }
  }

  @Property
  void meansTheSame(
      @ForAll @Chars({'a', 'é', '温', '\\', '"', '\n', 'ÿ'}) String text,
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 9) Integer> sizes)
      throws IOException {
    byte[] ascii = ascii(json(text + "🔥" + text), sizes);
    assertThat(read(ascii)).isEqualTo(text + "🔥" + text);
    for (byte each : ascii) {
      assertThat(each).isNotNegative().isNotZero();
    }
  }

  @Example
  void whatIsAsciiAlreadyPassesAsItIs() {
    ByteBuffer chunk = ByteBuffer.wrap("{\"a\":1}\n".getBytes(StandardCharsets.UTF_8));
    assertThat(new AsciiJson().next(chunk)).isSameAs(chunk);
  }

  @Example
  void bytesThatAreNoLetterBecomeTheReplacementCharacter() throws IOException {
    byte[] torn = {'"', (byte) 0xc3, 'x', '"'};
    assertThat(read(ascii(torn, List.of(1)))).isEqualTo("\ufffdx");
  }

  private static byte[] json(String text) throws IOException {
    return JSON.writeValueAsBytes(TextNode.valueOf(text));
  }

  private static String read(byte[] ascii) throws IOException {
    return JSON.readTree(new String(ascii, StandardCharsets.US_ASCII)).asText();
  }

  /** The bytes in chunks of these sizes, again and again. */
  private static byte[] ascii(byte[] bytes, List<Integer> sizes) {
    AsciiJson ascii = new AsciiJson();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int from = 0;
    for (int i = 0; from < bytes.length; i++) {
      int to = Math.min(bytes.length, from + sizes.get(i % sizes.size()));
      ByteBuffer next = ascii.next(ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, to)));
      byte[] some = new byte[next.remaining()];
      next.get(some);
      out.writeBytes(some);
      from = to;
    }
    return out.toByteArray();
  }
}
