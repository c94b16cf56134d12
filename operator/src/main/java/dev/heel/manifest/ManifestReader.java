package dev.heel.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads manifests from files, folders and the standard input. Nothing here throws for what is in a
 * file: an unreadable file or document becomes an error beside the manifests of the others.
 */
public final class ManifestReader {
  private final InputStream standardInput;

  /**
   * @param standardInput what the path {@code -} stands for
   */
  public ManifestReader(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  /**
   * Reads several paths; a file that more than one of them reaches is read once. That there is not
   * one object in all of them is an error in each: who reads nothing has most likely named the
   * wrong path.
   */
  public List<ReadFile> read(List<Path> paths) {
    Map<Object, ReadFile> files = new LinkedHashMap<>();
    for (Path path : paths) {
      read(path).forEach(file -> files.putIfAbsent(identity(file.source()), file));
    }
    boolean nothing = files.values().stream().allMatch(ReadFile::isEmpty);
    return files.values().stream().map(file -> nothing ? empty(file) : file).toList();
  }

  private static ReadFile empty(ReadFile file) {
    return ReadFile.failed(
        file.source(), "there is no Kubernetes object in it", "check the path, or what wrote it");
  }

  private static Object identity(Source source) {
    try {
      return source.equals(Source.STDIN) ? source : Path.of(source.name()).toRealPath();
    } catch (IOException e) {
      return source;
    }
  }

  /**
   * Reads a file, all files {@code *.yaml}, {@code *.yml} and {@code *.json} of a folder and the
   * folders in it, sorted by path, or the standard input ({@code -}). What is hidden in a folder
   * (its name begins with a dot) is left out. A path that leads to no file at all is an error.
   */
  public List<ReadFile> read(Path path) {
    if (path.toString().equals("-")) {
      return List.of(readInput());
    }
    if (!Files.exists(path)) {
      return List.of(missing(path));
    }
    try {
      List<ReadFile> files = new ArrayList<>();
      for (Path file : Files.isDirectory(path) ? filesIn(path) : List.of(path)) {
        files.add(readFile(file));
      }
      return files.isEmpty() ? List.of(withoutFiles(path)) : files;
    } catch (IOException e) {
      return List.of(unreadable(path, e));
    }
  }

  /** Reads a text that is already there. */
  public ReadFile read(Source source, String text) {
    return Documents.read(source, text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  private ReadFile readInput() {
    try {
      return decode(Source.STDIN, standardInput.readAllBytes());
    } catch (IOException e) {
      return ReadFile.failed(Source.STDIN, "cannot be read: " + e.getMessage(), "");
    }
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    List<Path> entries;
    try (Stream<Path> all = Files.list(folder)) {
      entries = all.filter(entry -> !name(entry).startsWith(".")).toList();
    }
    for (Path entry : entries) {
      if (Files.isDirectory(entry) && !Files.isSymbolicLink(entry)) {
        files.addAll(filesIn(entry));
      } else if (name(entry).matches(".*\\.(yaml|yml|json)") && Files.isRegularFile(entry)) {
        files.add(entry);
      }
    }
    return files.stream().sorted().toList();
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  private ReadFile readFile(Path file) {
    try {
      return decode(new Source(file.toString()), Files.readAllBytes(file));
    } catch (IOException e) {
      return unreadable(file, e);
    }
  }

  private ReadFile decode(Source source, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return read(source, text);
    } catch (CharacterCodingException e) {
      return ReadFile.failed(source, "the file is not UTF-8", "save it as UTF-8");
    }
  }

  private static ReadFile missing(Path path) {
    return ReadFile.absent(new Source(path.toString()), "no such file or folder", "check the path");
  }

  private static ReadFile withoutFiles(Path folder) {
    return ReadFile.absent(
        new Source(folder.toString()),
        "this folder has no file *.yaml, *.yml or *.json",
        "check the path");
  }

  private static ReadFile unreadable(Path path, IOException failure) {
    return ReadFile.absent(new Source(path.toString()), "cannot be read: " + why(failure), "");
  }

  /** The message of an exception about a file is often no more than the file's name. */
  static String why(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "it is gone";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    return failure instanceof FileSystemException about && about.getReason() != null
        ? about.getReason()
        : failure.getMessage();
  }
}
