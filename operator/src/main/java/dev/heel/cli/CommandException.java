package dev.heel.cli;

/** A command cannot begin or go on; the message is a sentence for the person at the terminal. */
final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandException(String message) {
    super(message, null, false, false);
  }
}
