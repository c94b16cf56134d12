package dev.heel.sandbox.kubernetes.controllers;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Name endings that depend on what they stand for, so that a sandbox run repeats itself. */
final class Names {
  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

  private Names() {}

  /** Ten characters, as of a template. */
  static String hash(String text) {
    return letters(text, 10);
  }

  /** Five characters, as of a Pod. */
  static String suffix(String text) {
    return letters(text, 5);
  }

  private static String letters(String text, int length) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    long left = crc.getValue() * 2_654_435_761L & Long.MAX_VALUE;
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < length; i++) {
      letters.append(LETTERS.charAt((int) (left % LETTERS.length())));
      left /= LETTERS.length();
    }
    return letters.toString();
  }
}
