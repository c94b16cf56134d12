package dev.heel.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads manifests from files, folders and the standard input. Nothing here throws for what is in a
 * file: an unreadable file or document becomes an error beside the manifests of the others.
 */
public final class ManifestReader {
  /** In bytes; what is larger is no file of manifests. */
  private static final int LARGEST = 64 * 1024 * 1024;

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
   * (its name begins with a dot) is left out. A path that leads to no file at all is an error, and
   * so is a link in a folder that leads to none.
   */
  public List<ReadFile> read(Path path) {
    if (path.toString().equals("-")) {
      return List.of(readInput());
    }
    if (!Files.exists(path)) {
      return List.of(missing(path));
    }
    if (!Files.isDirectory(path)) {
      return List.of(readFile(path));
    }
    List<ReadFile> files = Folder.files(path).stream().map(this::readFound).toList();
    return files.isEmpty() ? List.of(withoutFiles(path)) : files;
  }

  /** Reads a text that is already there. */
  public ReadFile read(Source source, String text) {
    return Documents.read(source, text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  private ReadFile readInput() {
    try {
      return decode(Source.STDIN, bytes(standardInput));
    } catch (IOException e) {
      return ReadFile.unread(Source.STDIN, "cannot be read: " + FileFault.why(e), "");
    }
  }

  /** What a folder holds need not be a file: nobody asked for a pipe that may never end. */
  private ReadFile readFound(Path entry) {
    if (Files.isRegularFile(entry)) {
      return readFile(entry);
    }
    if (Files.isDirectory(entry) || Folder.isClosed(entry)) {
      return Folder.unlisted(entry);
    }
    return Files.isSymbolicLink(entry) && !Files.exists(entry)
        ? ReadFile.nothing(source(entry), Folder.dangling(entry), "fix or remove the link")
        : ReadFile.nothing(
            source(entry), "this is neither a file nor a folder, and was not read", "remove it");
  }

  private ReadFile readFile(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return decode(source(file), bytes(in));
    } catch (IOException e) {
      return ReadFile.unread(source(file), "cannot be read: " + FileFault.why(e), "");
    }
  }

  /** All there is, and at most one byte more than is read of any file. */
  private static byte[] bytes(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(LARGEST + 1);
    if (bytes.length > LARGEST) {
      throw new IOException("it has more than %d MiB".formatted(LARGEST / 1024 / 1024));
    }
    return bytes;
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
    return Files.isSymbolicLink(path)
        ? ReadFile.unread(source(path), Folder.dangling(path), "check the path")
        : ReadFile.unread(source(path), "no such file or folder", "check the path");
  }

  private static ReadFile withoutFiles(Path folder) {
    return ReadFile.nothing(
        source(folder), "this folder has no file *.yaml, *.yml or *.json", "check the path");
  }

  static Source source(Path path) {
    return new Source(path.toString());
  }
}
