package dev.heel.query.tree;

import dev.heel.query.tree.Expression.Name;
import java.util.Optional;

/**
 * The head of a metric monitor's query (Datadog API v1, "Create a monitor"): {@code avg(last_5m)},
 * {@code pct_change(avg(last_5m),last_1h)}.
 *
 * @param name avg, sum, change …
 * @param changed the aggregation in a change; else empty
 * @param window the time that is looked at
 * @param shift what a change compares with; else empty
 */
public record TimeAggregation(
    Name name, Optional<Name> changed, Window window, Optional<Window> shift, Span span) {}
