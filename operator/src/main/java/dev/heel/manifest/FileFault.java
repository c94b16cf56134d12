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

  /** The same of what was to be written: {@code cannot write out/a.json: permission denied}. */
  public static String writing(IOException failure) {
    String file = file(failure);
    return file == null
        ? "cannot be written: " + why(failure)
        : "cannot write " + file + ": " + whyNotWritten(failure);
  }

  /** What went wrong, with the file's name where that is known. */
  public static String named(IOException failure) {
    String file = file(failure);
    return file == null ? why(failure) : file + ": " + whyNotWritten(failure);
  }

  private static String file(IOException failure) {
    return failure instanceof FileSystemException about ? about.getFile() : null;
  }

  private static String whyNotWritten(IOException failure) {
    return failure instanceof NoSuchFileException ? "its folder is not there" : why(failure);
  }
}
