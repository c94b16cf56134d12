package dev.heel.lint;

import dev.heel.lint.Finding.Mark;
import dev.heel.manifest.Manifest;
import dev.heel.manifest.Position;
import dev.heel.resource.Problem;
import dev.heel.resource.Problem.Place;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in a file what a problem speaks of. */
final class Marks {
  /** A scalar as it is written: quoted, or up to what ends a plain one. */
  private static final Pattern SCALAR =
      Pattern.compile(
          "\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|'[^']*+(?:''[^']*+)*+'|[^\\s,}\\]#]++");

  private Marks() {}

  static Finding finding(Manifest manifest, Problem problem) {
    Mark also = problem.also() == null ? null : value(manifest, problem.also());
    return new Finding(
        problem.severity(),
        problem.rule(),
        value(manifest, problem.at()),
        also,
        problem.message(),
        problem.remedy());
  }

  /** The value at a place, or a part of it. */
  static Mark value(Manifest manifest, Place place) {
    boolean part = place.length() > 0;
    Position position =
        part ? manifest.within(place.pointer(), place.offset()) : manifest.at(place.pointer());
    String line = manifest.line(position.line());
    return new Mark(
        manifest.source(), position, part ? place.length() : written(line, position), line);
  }

  /** The name of a field. */
  static Mark key(Manifest manifest, String pointer) {
    Position position = manifest.keyAt(pointer);
    String line = manifest.line(position.line());
    int name = pointer.length() - pointer.lastIndexOf('/') - 1;
    return new Mark(manifest.source(), position, Math.max(1, name), line);
  }

  private static int written(String line, Position position) {
    int start =
        line.offsetByCodePoints(
            0, Math.min(position.column() - 1, line.codePointCount(0, line.length())));
    Matcher matcher = SCALAR.matcher(line).region(start, line.length());
    return matcher.lookingAt() ? matcher.end() - start : 1;
  }
}
