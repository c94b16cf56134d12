package dev.heel.cli.text;

/** A command cannot begin or go on; the message is a sentence for the person at the terminal. */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CommandException(String message) {
    super(message, null, false, false);
  }
}
