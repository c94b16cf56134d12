package dev.heel.manifest;

import java.util.List;

/**
 * What one file held.
 *
 * @param source the file
 * @param manifests the objects that could be read, in the file's order, lists unfolded
 * @param errors the documents that could not, in the file's order
 */
public record ReadFile(Source source, List<Manifest> manifests, List<ManifestError> errors) {
  public ReadFile {
    manifests = List.copyOf(manifests);
    errors = List.copyOf(errors);
  }

  static ReadFile failed(Source source, String message, String remedy) {
    ManifestError error = new ManifestError(source, null, message, remedy);
    return new ReadFile(source, List.of(), List.of(error));
  }
}
