package dev.heel.cli;

import picocli.CommandLine.Command;

@Command(name = "validate")
final class ValidateCommand implements Runnable {
  @Override
  public void run() {}
}
