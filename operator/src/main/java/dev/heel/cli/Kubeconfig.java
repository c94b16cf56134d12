package dev.heel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kubeconfig that a sandbox leaves for kubectl. */
final class Kubeconfig {
  static final Path PLACE = Path.of(".heel", "kubeconfig");

  private Kubeconfig() {}

  /** Writes it below the current folder and gives its path. */
  static Path write(String text) {
    try {
      Files.createDirectories(PLACE.getParent());
      Files.writeString(PLACE, text);
      return PLACE;
    } catch (IOException e) {
      throw new CommandException(PLACE + " cannot be written: " + e.getMessage());
    }
  }
}
