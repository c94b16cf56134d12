package dev.heel;

/** Starts the command. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.out.println("heel");
  }
}
