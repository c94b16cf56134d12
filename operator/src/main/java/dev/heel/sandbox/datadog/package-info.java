/**
 * Datadog's API over HTTP on 127.0.0.1, in memory: what {@code heel sandbox} shows and what tests
 * talk to. It knows nothing of Heel's own routes and types, so it can judge them: its rules come
 * from Datadog's API reference and from answers of the real API.
 *
 * <p>{@link dev.heel.sandbox.datadog.DatadogServer} starts it. A kind of object is a {@link
 * dev.heel.sandbox.datadog.http.ServedKind} in the list of {@link
 * dev.heel.sandbox.datadog.control.Contents}; everything that is the same for all kinds (keys,
 * organisations, rate limits, faults, counting) happens once, in {@link
 * dev.heel.sandbox.datadog.gateway.Gateway}. Paths below {@code /_sandbox} steer the server and are
 * never counted.
 *
 * <p>The control surface; bodies and answers are JSON, errors are {@code {"errors": ["text"]}}:
 *
 * <ul>
 *   <li>{@code GET /_sandbox/calls}: counts by call, status, organisation, API key, User-Agent;
 *       {@code DELETE} sets them to zero; {@code GET /_sandbox/calls/log}: one line a call
 *   <li>{@code GET /_sandbox/objects}: what was made, {@code [{kind, id, title, organisation,
 *       body}]}; {@code GET /_sandbox/organisations}
 *   <li>{@code GET}, {@code PATCH /_sandbox/switches}: {@code {listLag: "5s", lagReads: false,
 *       loseAnswer: 0.2, latency: "10ms", limits: {create_monitor: "500/10"}}}; a limit of null
 *       goes
 *   <li>{@code PATCH /_sandbox/keys}: {@code {refuse: [key], accept: [key], same: {newKey:
 *       knownKey}}}
 *   <li>{@code POST /_sandbox/faults}: {@code {match: "POST /api/v1/monitor", kind: "cut_after",
 *       times: 1, status, body, headers, pause: "2s", count}}, with the kinds of {@link
 *       dev.heel.sandbox.datadog.faults.Fault.Kind}; {@code GET} says how many wait, {@code DELETE}
 *       forgets them
 *   <li>{@code POST /_sandbox/foreign}: {@code {apiKey, count}}
 *   <li>{@code POST /_sandbox/users}: {@code {apiKey, handle}}: one more user, whom a dashboard may
 *       notify
 *   <li>{@code GET}, {@code PATCH}, {@code DELETE /_sandbox/dashboards/{id}}: as by hand in the UI,
 *       {@code PATCH} with a JSON merge patch; {@code POST /_sandbox/dashboards/foreign}: {@code
 *       {apiKey, count}}; in the same way {@code webhooks} and {@code webhook-variables} by name,
 *       and {@code downtimes}, there with {@code PATCH} for the attributes and {@code POST
 *       .../cancel}
 *   <li>{@code GET /_sandbox/snapshots/{id}.png}: a picture that {@code snapshot_url} names
 *   <li>{@code GET}, {@code PATCH}, {@code DELETE /_sandbox/monitors/{id}}: as by hand in the UI,
 *       {@code PATCH} with a JSON merge patch; {@code POST .../state}: {@code {state, groups:
 *       [{name, status, last_triggered_ts}]}}; {@code POST .../mute}: {@code {for: "60m"}}
 * </ul>
 *
 * <p>It is not Datadog: nothing is evaluated, notified or stored on disk, and what only one type of
 * widget may contain is not checked.
 */
package dev.heel.sandbox.datadog;
