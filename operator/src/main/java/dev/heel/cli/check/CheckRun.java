package dev.heel.cli.check;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What one run of one instance submitted.
 *
 * @param events their titles
 * @param error why it failed; null if it did not
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CheckRun(
    List<Metric> metrics,
    List<ServiceCheck> serviceChecks,
    List<String> events,
    List<String> warnings,
    Failure error) {

  /**
   * @param type gauge, count, rate and so on; null if the runner does not say
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Metric(String metric, String type, double value, List<String> tags) {}

  /**
   * @param status 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record ServiceCheck(String check, int status, List<String> tags, String message) {}

  /**
   * @param traceback of Python; null if there is none
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Failure(String message, String traceback) {}
}
