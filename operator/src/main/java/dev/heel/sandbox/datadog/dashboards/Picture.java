package dev.heel.sandbox.datadog.dashboards;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * A small line chart as PNG (W3C recommendation "Portable Network Graphics"): one byte of grey a
 * pixel. The line is invented from a number; nothing was measured.
 */
final class Picture {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int PAPER = 0xff;
  private static final int FRAME = 0xb0;
  private static final int LINE = 0x40;

  private final int width;
  private final int height;
  private final int seed;

  /**
   * @param width pixels, at least 2
   * @param height pixels, at least 2
   */
  Picture(int width, int height, int seed) {
    this.width = width;
    this.height = height;
    this.seed = seed;
  }

  byte[] png() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      DataOutputStream out = new DataOutputStream(bytes);
      out.write(SIGNATURE);
      chunk(out, "IHDR", header());
      chunk(out, "IDAT", pixels());
      chunk(out, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) sum.getValue());
  }

  private byte[] header() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(width);
    out.writeInt(height);
    // Eight bits of grey; deflate; the standard filters; not interlaced.
    out.write(new byte[] {8, 0, 0, 0, 0});
    return bytes.toByteArray();
  }

  private byte[] pixels() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      for (int y = 0; y < height; y++) {
        out.write(0);
        for (int x = 0; x < width; x++) {
          out.write(grey(x, y));
        }
      }
    }
    return bytes.toByteArray();
  }

  private int grey(int x, int y) {
    if (x == 0 || y == 0 || x == width - 1 || y == height - 1) {
      return FRAME;
    }
    return Math.abs(y - curve(x)) <= 1 ? LINE : PAPER;
  }

  private int curve(int x) {
    double wave = Math.sin(x / 17.0 + seed % 31) + 0.4 * Math.sin(x / 5.0 + seed % 7);
    return (int) Math.round(height / 2.0 - wave * height / 4.0);
  }
}
