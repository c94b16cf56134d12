package dev.heel.manifest;

import java.util.List;

/**
 * What one path held.
 *
 * @param source the file
 * @param access whether it could be read at all
 * @param manifests the objects that could be read, in the file's order, lists unfolded
 * @param errors the documents that could not, in the file's order; else why there is nothing
 */
public record ReadFile(
    Source source, Access access, List<Manifest> manifests, List<ManifestError> errors) {
  public ReadFile {
    manifests = List.copyOf(manifests);
    errors = List.copyOf(errors);
  }

  /** How far the reading of a path came. */
  public enum Access {
    /** It is a file, and was read to its end. */
    READ,
    /** What it names is there and cannot hold a manifest: an empty folder, a link to nothing. */
    NOTHING,
    /** What is in it nobody knows: it is not there, may not be read, or ended in an error. */
    UNREAD
  }

  /** A file with nothing in it that could be read. */
  static ReadFile failed(Source source, String message, String remedy) {
    return of(source, Access.READ, message, remedy);
  }

  /** A path at which there is nothing that could hold a manifest. */
  static ReadFile nothing(Source source, String message, String remedy) {
    return of(source, Access.NOTHING, message, remedy);
  }

  /** A path of which nobody knows what it holds. */
  static ReadFile unread(Source source, String message, String remedy) {
    return of(source, Access.UNREAD, message, remedy);
  }

  private static ReadFile of(Source source, Access access, String message, String remedy) {
    ManifestError error = new ManifestError(source, null, message, remedy);
    return new ReadFile(source, access, List.of(), List.of(error));
  }

  /** Whether it is a file that was read. */
  public boolean isRead() {
    return access == Access.READ;
  }

  /** Whether there may be manifests in it that nobody saw. */
  public boolean isUnread() {
    return access == Access.UNREAD;
  }

  boolean isEmpty() {
    return manifests.isEmpty() && errors.isEmpty();
  }
}
