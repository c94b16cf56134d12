package dev.heel.render.page;

import java.util.Locale;

/**
 * An invented curve: the same text always gives the same one, and no two look alike. Nothing was
 * measured.
 *
 * @param points 0 is the bottom of the drawing, 1 its top
 */
record Curve(double[] points) {
  private static final double MIDDLE = 0.45;

  /** A line of that many points. */
  static Curve of(String text, int count) {
    int seed = seed(text);
    double[] points = new double[count];
    for (int i = 0; i < count; i++) {
      points[i] = wave(seed, i, count) + 0.06 * noise(seed, i);
    }
    return new Curve(points);
  }

  /** Texts that differ in one character give numbers far apart. */
  private static int seed(String text) {
    int mixed = text.hashCode() * 0x9E3779B9;
    return mixed ^ mixed >>> 15;
  }

  private static double wave(int seed, int i, int count) {
    double turn = 2 * Math.PI * i / count;
    double phase = Math.floorMod(seed, 628) / 100.0;
    int swings = 2 + Math.floorMod(seed >> 8, 3);
    return MIDDLE
        + 0.17 * Math.sin(swings * turn + phase)
        + 0.09 * Math.sin((swings * 2 + 1) * turn + 2 * phase);
  }

  /** From -1 to 1. */
  private static double noise(int seed, int i) {
    int mixed = (seed ^ (i * 0x9E3779B9)) * 0x85EBCA6B;
    mixed ^= mixed >>> 13;
    return Math.floorMod(mixed, 2001) / 1000.0 - 1;
  }

  /** The curve without its noise, as a seasonal algorithm expects it. */
  static Curve expected(String text, int count) {
    int seed = seed(text);
    double[] points = new double[count];
    for (int i = 0; i < count; i++) {
      points[i] = wave(seed, i, count);
    }
    return new Curve(points);
  }

  /** With a part, from 0 to 1 of its length, that leaves the expected. */
  Curve withPeak(double from, double to, double height) {
    double[] peaked = points.clone();
    for (int i = 0; i < peaked.length; i++) {
      double at = (double) i / (peaked.length - 1);
      if (at >= from && at <= to) {
        double inside = (at - from) / (to - from);
        peaked[i] = Math.min(0.97, peaked[i] + height * Math.sin(Math.PI * inside));
      }
    }
    return new Curve(peaked);
  }

  /** A sample reading from 0 to 1. */
  double last() {
    return points[points.length - 1];
  }

  double x(int i, double width) {
    return width * i / (points.length - 1);
  }

  double y(int i, double height) {
    return height * (1 - points[i]);
  }

  /** As an SVG path's data. */
  String path(double width, double height) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < points.length; i++) {
      path.append(i == 0 ? 'M' : 'L').append(number(x(i, width)));
      path.append(' ').append(number(y(i, height)));
    }
    return path.toString();
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
