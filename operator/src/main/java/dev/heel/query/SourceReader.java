package dev.heel.query;

import dev.heel.engine.read.Nearest;
import dev.heel.query.Complaint.Kind;
import dev.heel.query.ExpressionReader.Words;
import dev.heel.query.tree.Comparison;
import dev.heel.query.tree.Expression;
import dev.heel.query.tree.Expression.Method;
import dev.heel.query.tree.Expression.Name;
import dev.heel.query.tree.Expression.Text;
import dev.heel.query.tree.Formula;
import dev.heel.query.tree.MonitorQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads queries of steps: {@code logs("…").rollup("count").last("5m") > 3}. */
final class SourceReader {
  private static final String LOGS = "logs";

  private final Cursor cursor;
  private final MonitorForm form;

  SourceReader(Cursor cursor, MonitorForm form) {
    this.cursor = cursor;
    this.form = form;
  }

  MonitorQuery serviceCheck() {
    Text check = Literals.text(cursor);
    List<Method> steps = steps();
    steps.stream().filter(SourceReader::lacksRuns).forEach(this::complainOfRuns);
    cursor.skipSpace();
    return new MonitorQuery.ServiceCheck(
        check, steps, cursor.atEnd() ? Optional.empty() : comparison());
  }

  private static boolean lacksRuns(Method step) {
    return step.name().name().equals("last") && step.arguments().isEmpty();
  }

  private void complainOfRuns(Method step) {
    cursor.complain(Kind.BROKEN, step.span(), "this does not say how many runs count", "last(4)");
  }

  /**
   * @param source the word before its brackets, which was read
   */
  MonitorQuery source(Name source) {
    List<Expression> arguments = arguments();
    if (source.name().equals(MonitorForm.FORMULA)) {
      Formula formula = formula(arguments, source);
      return new MonitorQuery.OfFormula(formula, steps(), comparison());
    }
    readSearch(source, arguments);
    return new MonitorQuery.Source(source, arguments, steps(), comparison());
  }

  private Optional<Comparison> comparison() {
    ComparisonReader reader = new ComparisonReader(cursor);
    Comparison comparison = reader.comparison();
    reader.end();
    return Optional.of(comparison);
  }

  private List<Expression> arguments() {
    return new ExpressionReader(cursor, Words.ANY).arguments(true);
  }

  private Formula formula(List<Expression> arguments, Name source) {
    if (arguments.isEmpty() || !(arguments.get(0) instanceof Text text)) {
      throw cursor.broken(source.span(), "the formula is not in quotes", "formula(\"query1\")");
    }
    Words words = form.isOpen() ? Words.ANY : Words.QUERIES;
    return cursor.within(text.inside(), () -> new ExpressionReader(cursor, words).formula());
  }

  private void readSearch(Name source, List<Expression> arguments) {
    if (arguments.isEmpty() || !(arguments.get(0) instanceof Text text)) {
      return;
    }
    if (source.name().equals(LOGS) && cursor.text(text.span()).startsWith("'")) {
      String what = "logs() takes its search in double quotes";
      cursor.complain(Kind.BROKEN, text.span(), what, "\"" + Literals.shown(text.text()) + "\"");
    }
    if (MonitorForm.SEARCHES.contains(source.name())) {
      cursor.within(text.inside(), () -> new SearchReader(cursor, true).search());
    }
  }

  private List<Method> steps() {
    List<Method> steps = new ArrayList<>();
    cursor.skipSpace();
    while (cursor.peek() == '.') {
      steps.add(step());
      cursor.skipSpace();
    }
    return List.copyOf(steps);
  }

  /** Newer products have steps of their own, so only a slip is told. */
  private void checkKnown(Name step) {
    boolean slip = Nearest.to(step.name(), MonitorForm.STEPS).isPresent();
    if (slip && !MonitorForm.STEPS.contains(step.name())) {
      String what = "no query has a step ." + Literals.shown(step.name()) + "()";
      cursor.unknown(step.span(), what, "a step such as last(\"5m\")", MonitorForm.STEPS);
    }
  }

  private Method step() {
    int start = cursor.position();
    cursor.move(1);
    cursor.skipSpace();
    int nameStart = cursor.position();
    Name name = new Name(cursor.take(Cursor::isWordPart), cursor.spanSince(nameStart));
    if (name.name().isEmpty()) {
      throw cursor.expected("a step such as last(\"5m\")");
    }
    checkKnown(name);
    return new Method(name, arguments(), cursor.spanSince(start));
  }
}
