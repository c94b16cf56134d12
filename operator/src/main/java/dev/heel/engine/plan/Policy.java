package dev.heel.engine.plan;

import dev.heel.resource.ApiSpec;
import dev.heel.resource.Owner;
import java.util.List;

/**
 * How a resource wants differences to be treated.
 *
 * @param owner whose object it is to be
 * @param drift what to do with changes made in Datadog
 * @param ignored pointers into the body that are left to others
 * @param adoption how far an object of somebody else's may be taken
 * @param paused whether edits made in Datadog are left alone for now
 */
public record Policy(
    Owner owner, ApiSpec.Drift drift, List<String> ignored, Adoption adoption, boolean paused) {
  public enum Adoption {
    /** Only objects with this owner's marker are touched. */
    NONE,
    /** An object was named; its differences are shown, and nothing is changed. */
    SHOW,
    /** An object was named or found, and may be changed whoever it belongs to. */
    TAKE_OVER
  }
}
