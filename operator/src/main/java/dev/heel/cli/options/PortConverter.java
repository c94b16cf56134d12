package dev.heel.cli.options;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the number of a port. */
public final class PortConverter implements ITypeConverter<Integer> {
  private static final int HIGHEST = 65_535;

  @Override
  public Integer convert(String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > HIGHEST) {
      throw new TypeConversionException(
          "\"" + text + "\" is no port; write a number from 0 to " + HIGHEST);
    }
    return Integer.valueOf(text);
  }
}
