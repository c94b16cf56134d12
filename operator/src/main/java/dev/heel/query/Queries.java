package dev.heel.query;

import dev.heel.engine.read.Nearest;
import dev.heel.query.Complaint.Kind;
import dev.heel.query.ExpressionReader.Words;
import dev.heel.query.tree.Comparison;
import dev.heel.query.tree.Expression.Name;
import dev.heel.query.tree.Formula;
import dev.heel.query.tree.MonitorQuery;
import dev.heel.query.tree.SearchQuery;
import dev.heel.query.tree.WidgetQuery;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The readers of Datadog's query languages. Each is total: it answers any text. */
public final class Queries {
  private Queries() {}

  /**
   * Reads a monitor's query.
   *
   * @param type the monitor's type in Datadog's words, such as {@code metric alert}; one that is
   *     not known takes every form
   */
  public static Reading<MonitorQuery> monitor(String type, String text) {
    Cursor cursor = new Cursor(text);
    return cursor.read(() -> new MonitorQueryReader(cursor, MonitorForm.of(type)).query());
  }

  /**
   * The comparison that ends a monitor's query of any form, whatever stands before it; empty if
   * none does.
   */
  public static Optional<Comparison> comparison(String text) {
    return ComparisonReader.atEnd(text);
  }

  /** Reads the metric query of a widget, a variable or an SLO. */
  public static Reading<WidgetQuery> widget(String text) {
    Cursor cursor = new Cursor(text);
    return cursor.read(() -> new ExpressionReader(cursor, Words.METRICS).widgetQuery());
  }

  /** Reads a widget's or variable's formula. */
  public static Reading<Formula> formula(String text) {
    Cursor cursor = new Cursor(text);
    return cursor.read(() -> new ExpressionReader(cursor, Words.QUERIES).formula());
  }

  /** Reads the search of a widget or variable; it always has a value. */
  public static Reading<SearchQuery> search(String text) {
    Cursor cursor = new Cursor(text);
    return cursor.read(() -> new SearchReader(cursor, false).search());
  }

  /**
   * The names in a formula that no query beside it has.
   *
   * @param declared the names of those queries; where one has none, nothing can be told
   */
  public static List<Complaint> undeclared(Formula formula, Collection<String> declared) {
    return formula.names().stream()
        .filter(name -> !declared.contains(name.name()))
        .filter(name -> !ExpressionReader.KEYWORDS.contains(name.name()))
        .map(name -> undeclared(name, declared))
        .toList();
  }

  private static Complaint undeclared(Name name, Collection<String> declared) {
    String what = "no query here is named " + Literals.shown(name.name());
    String expected = String.join(", ", declared);
    return new Complaint(
        Kind.UNDECLARED, name.span(), what, expected, Nearest.to(name.name(), declared));
  }
}
