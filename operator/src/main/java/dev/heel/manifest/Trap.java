package dev.heel.manifest;

/**
 * A bare {@code y}, {@code no}, {@code on} and the like, which kubectl reads as a boolean.
 *
 * @param pointer JSON pointer of the value; for a key, that of the value under the key as read
 * @param key whether the key, not the value, is the trap
 * @param written what stands in the file
 * @param read what kubectl makes of it: {@code true} or {@code false}
 */
public record Trap(String pointer, boolean key, String written, String read) {
  Trap under(String prefix) {
    return new Trap(pointer.substring(prefix.length()), key, written, read);
  }
}
