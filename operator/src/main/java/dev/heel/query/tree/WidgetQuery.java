package dev.heel.query.tree;

import java.util.List;

/**
 * The metric query of a widget, a variable or an SLO: no window and no comparison (Datadog
 * documentation, "Dashboards: Graphing with JSON").
 *
 * @param lines several only in an older {@code q}, where commas part them
 */
public record WidgetQuery(List<Expression> lines) {}
