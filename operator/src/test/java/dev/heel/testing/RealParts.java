package dev.heel.testing;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Tests that need real programs say loudly when they are left out, or fail if that is forbidden.
 */
public final class RealParts {
  private RealParts() {}

  /**
   * Goes on if there is a real control plane; else leaves the test out, or fails if {@code
   * HEEL_REAL_PARTS=required}.
   *
   * @param what is left out
   */
  public static void assumeControlPlane(String what) {
    if (!ControlPlane.available()) {
      leaveOut(
          "NOT TESTED on a real control plane: "
              + what
              + ". KUBEBUILDER_ASSETS names no folder with"
              + " etcd, kube-apiserver, kube-controller-manager and kubectl.");
    }
  }

  /** A Python with the package that checks run under in the Agent, or the test is left out. */
  public static String assumePython(String what) {
    String python = System.getenv("HEEL_PYTHON");
    if (python == null) {
      leaveOut(
          "NOT TESTED under datadog_checks.base: "
              + what
              + ". HEEL_PYTHON names no Python that has it (.ci/agent-parts/requirements.txt).");
    }
    return python;
  }

  /** A folder with JMXFetch, or the test is left out. */
  public static String assumeJmxFetch(String what) {
    String folder = System.getenv("HEEL_JMXFETCH");
    if (folder == null) {
      leaveOut(
          "NOT TESTED under JMXFetch: "
              + what
              + ". HEEL_JMXFETCH names no folder with its jars (.ci/agent-parts/pom.xml).");
    }
    return folder;
  }

  /**
   * The same for a browser.
   *
   * @param what is left out
   */
  public static void assumeBrowser(String what) {
    if (!Chromium.available()) {
      leaveOut("NOT TESTED in a real browser: " + what + ". There is no chromium on PATH.");
    }
  }

  private static void leaveOut(String message) {
    System.err.println("[WARNING] " + message);
    if (ControlPlane.required()) {
      Assertions.fail(message);
    }
    Assumptions.abort(message);
  }
}
