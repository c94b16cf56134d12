package dev.heel.manifest;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What went wrong with a file, for people: an exception often says no more than its name. */
public final class FileFault {
  private FileFault() {}

  /** Why it cannot be read or written, without its name: {@code permission denied}. */
  public static String why(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "it is not there";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "a file is in the way of a folder";
    }
    boolean hasReason = failure instanceof FileSystemException about && about.getReason() != null;
    return hasReason
        ? ((FileSystemException) failure).getReason()
        : String.valueOf(failure.getMessage());
  }

  /** The same of a file that was to be written, with its name where that is known. */
  public static String writing(IOException failure) {
    String file = failure instanceof FileSystemException about ? about.getFile() : null;
    String why = failure instanceof NoSuchFileException ? "its folder is not there" : why(failure);
    return file == null ? why : file + ": " + why;
  }
}
