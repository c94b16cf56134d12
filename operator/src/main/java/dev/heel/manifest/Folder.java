package dev.heel.manifest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What stands in a folder, and in the folders below it, that may be a file of manifests. */
final class Folder {
  private Folder() {}

  /**
   * All that is called {@code *.yaml}, {@code *.yml} or {@code *.json}, be it a file or not, sorted
   * by path; and for itself each folder that cannot be listed, and all of which nobody may know
   * whether it is a folder. Links to folders are not followed.
   */
  static List<Path> files(Path folder) {
    List<Path> found = new ArrayList<>();
    collect(folder, found);
    return found.stream().sorted().toList();
  }

  private static void collect(Path folder, List<Path> found) {
    List<Path> entries;
    try {
      entries = entries(folder);
    } catch (IOException e) {
      found.add(folder);
      return;
    }
    for (Path entry : entries) {
      if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        collect(entry, found);
      } else if (isClosed(entry)) {
        found.add(entry);
      } else if (name(entry).matches(".*\\.(yaml|yml|json)") && !Files.isDirectory(entry)) {
        found.add(entry);
      }
    }
  }

  /** Whether not even that can be told what it is. */
  static boolean isClosed(Path entry) {
    try {
      Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return false;
    } catch (NoSuchFileException e) {
      return false; // it is gone since
    } catch (IOException e) {
      return true;
    }
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(entry -> !name(entry).startsWith(".")).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  /** What to say of a folder that could not be listed. */
  static ReadFile unlisted(Path folder) {
    String why = "it changed meanwhile";
    try {
      entries(folder);
    } catch (IOException e) {
      why = FileFault.why(e);
    }
    return ReadFile.unread(ManifestReader.source(folder), "cannot be read: " + why, "");
  }

  /** What to say of a link that leads to no file. */
  static String dangling(Path link) {
    try {
      String target = Files.readSymbolicLink(link).toString();
      return "this link leads to %s, %s".formatted(target, end(link));
    } catch (IOException e) {
      return "this link leads nowhere";
    }
  }

  private static String end(Path link) {
    try {
      return "which is %s now".formatted(link.toRealPath());
    } catch (NoSuchFileException e) {
      return "which is not there";
    } catch (FileSystemLoopException e) {
      return "and that back to it";
    } catch (IOException e) {
      return "which cannot be followed: " + FileFault.why(e);
    }
  }
}
