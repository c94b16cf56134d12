package dev.heel.manifest;

import java.util.List;

/**
 * What one file held.
 *
 * @param source the file
 * @param isThere whether it is a file that could be opened
 * @param manifests the objects that could be read, in the file's order, lists unfolded
 * @param errors the documents that could not, in the file's order
 */
public record ReadFile(
    Source source, boolean isThere, List<Manifest> manifests, List<ManifestError> errors) {
  public ReadFile {
    manifests = List.copyOf(manifests);
    errors = List.copyOf(errors);
  }

  /** A file with nothing in it that could be read. */
  static ReadFile failed(Source source, String message, String remedy) {
    return nothing(source, true, message, remedy);
  }

  /** A path at which there is no file. */
  static ReadFile absent(Source source, String message, String remedy) {
    return nothing(source, false, message, remedy);
  }

  private static ReadFile nothing(Source source, boolean isThere, String message, String remedy) {
    ManifestError error = new ManifestError(source, null, message, remedy);
    return new ReadFile(source, isThere, List.of(), List.of(error));
  }

  boolean isEmpty() {
    return manifests.isEmpty() && errors.isEmpty();
  }
}
