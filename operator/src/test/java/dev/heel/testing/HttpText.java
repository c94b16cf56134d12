package dev.heel.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One HTTP/1.1 request as it stood on the wire.
 *
 * @param path without the query
 * @param body as text, chunk lengths included where it came in chunks; empty if there is none
 * @param raw all of it
 */
public record HttpText(String method, String path, String body, byte[] raw) {
  private static final Pattern LENGTH = Pattern.compile("\ncontent-length: *(\\d+)");
  private static final Pattern CHUNKED = Pattern.compile("\ntransfer-encoding: *chunked");
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");

  /** The next request; null at the end of the connection. */
  static HttpText read(InputStream in) throws IOException {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    if (!copyLines(in, raw, true)) {
      return null;
    }
    int head = raw.size();
    String text = raw.toString(StandardCharsets.ISO_8859_1);
    String headers = text.toLowerCase(Locale.ROOT);
    Matcher length = LENGTH.matcher(headers);
    if (length.find()) {
      raw.write(in.readNBytes(Integer.parseInt(length.group(1))));
    } else if (CHUNKED.matcher(headers).find()) {
      copyChunks(in, raw);
    }
    String[] line = text.substring(0, text.indexOf('\r')).split(" ", 3);
    byte[] all = raw.toByteArray();
    String body = new String(all, head, all.length - head, StandardCharsets.UTF_8);
    return new HttpText(line[0], line[1].replaceAll("\\?.*", ""), body, all);
  }

  /** The status of an answer by its first bytes; 0 if these are not the first. */
  static int status(byte[] bytes, int count) {
    String start = new String(bytes, 0, Math.min(count, 20), StandardCharsets.ISO_8859_1);
    Matcher status = STATUS.matcher(start);
    return status.lookingAt() ? Integer.parseInt(status.group(1)) : 0;
  }

  private static void copyChunks(InputStream in, ByteArrayOutputStream raw) throws IOException {
    for (int size = chunkSize(in, raw); size > 0; size = chunkSize(in, raw)) {
      raw.write(in.readNBytes(size + 2));
    }
    copyLines(in, raw, false);
  }

  private static int chunkSize(InputStream in, ByteArrayOutputStream raw) throws IOException {
    int start = raw.size();
    copyLines(in, raw, false);
    String line = raw.toString(StandardCharsets.ISO_8859_1).substring(start).strip();
    return Integer.parseInt(line, 16);
  }

  /** Copies one line, or all up to an empty one; false if the connection ended before. */
  private static boolean copyLines(InputStream in, ByteArrayOutputStream raw, boolean toEmpty)
      throws IOException {
    int line = 0;
    for (int next = in.read(); next >= 0; next = in.read()) {
      raw.write(next);
      if (next == '\n') {
        if (!toEmpty || line == 0) {
          return true;
        }
        line = 0;
      } else if (next != '\r') {
        line++;
      }
    }
    return false;
  }
}
