package dev.heel.query;

import dev.heel.engine.read.Nearest;
import dev.heel.query.Complaint.Kind;
import dev.heel.query.ExpressionReader.Words;
import dev.heel.query.tree.Comparison;
import dev.heel.query.tree.Expression;
import dev.heel.query.tree.Expression.Name;
import dev.heel.query.tree.MonitorQuery;
import dev.heel.query.tree.TimeAggregation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a monitor's query in the form of its type, and tells when it is that of another. */
final class MonitorQueryReader {
  private final Cursor cursor;
  private final MonitorForm form;

  MonitorQueryReader(Cursor cursor, MonitorForm form) {
    this.cursor = cursor;
    this.form = form;
  }

  MonitorQuery query() {
    cursor.skipSpace();
    if (form.isUnspoken()) {
      return new MonitorQuery.Unspoken(cursor.rest());
    }
    if (form.isComposite()) {
      return new MonitorQuery.OfMonitors(new CompositeReader(cursor).composite());
    }
    if (Literals.isQuote(cursor) && (form.isServiceCheck() || form.isOpen())) {
      return new SourceReader(cursor, form).serviceCheck();
    }
    return begunByWord();
  }

  private MonitorQuery begunByWord() {
    int start = cursor.position();
    Name word = new Name(cursor.take(MonitorQueryReader::isSourcePart), cursor.spanSince(start));
    if (word.name().isEmpty()) {
      throw cursor.expected(form.beginning());
    }
    cursor.skipSpace();
    if (form.sources().contains(word.name())) {
      return new SourceReader(cursor, form).source(word);
    }
    if (MonitorForm.SOURCES.contains(word.name())) {
      throw otherType(word, "a query of " + word.name() + "()");
    }
    boolean window = new TimeReader(cursor).isWindow();
    if (window && form.isMetric()) {
      return metric(word);
    }
    if (window) {
      throw otherType(word, "a metric query");
    }
    if (form.isOpen() && cursor.peek() == '(') {
      return new SourceReader(cursor, form).source(word);
    }
    throw unknown(word);
  }

  private static boolean isSourcePart(int each) {
    return Cursor.isWordPart(each) || each == '-' || each == '.';
  }

  private Unreadable otherType(Name word, String what) {
    String told = "this is " + what + ", and the monitor is of type " + form.type();
    return cursor.broken(
        new Complaint(Kind.OTHER_TYPE, word.span(), told, form.beginning(), Optional.empty()));
  }

  private Unreadable unknown(Name word) {
    Set<String> known = form.isMetric() ? Aggregations.TIME : form.sources();
    String what =
        form.isMetric()
            ? "the query does not say over which time it looks"
            : "no query of type " + form.type() + " begins with " + Literals.shown(word.name());
    Optional<String> nearest =
        Nearest.to(word.name(), known).filter(each -> !each.equals(word.name()));
    return cursor.broken(new Complaint(Kind.BROKEN, word.span(), what, form.beginning(), nearest));
  }

  private MonitorQuery metric(Name word) {
    TimeAggregation time = new TimeReader(cursor).aggregation(word);
    ExpressionReader reader = new ExpressionReader(cursor, Words.METRICS);
    Expression expression = reader.expression();
    ComparisonReader end = new ComparisonReader(cursor);
    Comparison comparison = end.comparison();
    List<Name> groups = reader.groups();
    end.end();
    return new MonitorQuery.Metric(time, expression, comparison, groups);
  }
}
