package dev.heel.agent.files;

import dev.heel.resource.NamespacedName;
import java.util.List;

/**
 * Renders all checks that an Agent admits. Pure: equal input, in any order, gives equal bytes.
 *
 * <p>Each resource has one conf.d file of its own, {@code <check>.d/<namespace>.<name>.yaml}; so no
 * team overwrites another's. A check with an error is left out whole and stops no other; of two
 * that cannot both be there the older stays.
 */
public final class AgentFiles {
  /** Where the node Agent's container has the folder {@code jars} of its tree. */
  public static final String JARS = "/opt/heel/jars";

  /** Below which folder it has the jars that come from images. */
  public static final String IMAGE_JARS = "/opt/heel/image-jars";

  /** The parent of the folder {@code jars} in the node Agent's container. */
  public static final String HOME = JARS.substring(0, JARS.lastIndexOf('/') + 1);

  /** What paths of Python modules, and of jars that are files of the tree, begin with. */
  public static final String MODULES_BELOW = "checks.d/";

  public static final String JARS_BELOW = JARS.substring(HOME.length()) + "/";

  private AgentFiles() {}

  /** The path of a check's own conf.d file. */
  public static String conf(String check, NamespacedName key) {
    return "conf.d/%s.d/%s.%s.yaml".formatted(check, key.namespace(), key.name());
  }

  /** The path of the module of a Python check. */
  public static String module(String check) {
    return MODULES_BELOW + check + ".py";
  }

  public static RenderedFiles render(AgentContext context, List<AdmittedCheck> checks) {
    return render(context, checks, Standing.NONE);
  }

  /**
   * @param standing what keeps running beside them
   */
  public static RenderedFiles render(
      AgentContext context, List<AdmittedCheck> checks, Standing standing) {
    return new AgentRenderer(context).render(checks, standing);
  }
}
