package dev.heel.agent.spec;

import dev.heel.agent.spec.AgentSpec.Image;
import dev.heel.agent.spec.AgentSpec.Images;
import dev.heel.resource.Problem;
import java.util.List;
import java.util.Optional;

/** Which image a component runs. The variant with a JVM is taken only where JMX checks run. */
public final class ImageChoice {
  private static final String REGISTRY = "gcr.io/datadoghq";

  /** The newest that Heel's files were held against. */
  private static final String VERSION = "7.81.1";

  private ImageChoice() {}

  public static String agent(Images images, boolean jmx) {
    AgentSpec.AgentImage chosen = images == null ? null : images.agent;
    if (chosen != null && chosen.digest != null) {
      String digest = jmx && chosen.jmxDigest != null ? chosen.jmxDigest : chosen.digest;
      return registry(images) + "/agent@" + digest;
    }
    String version = version(chosen);
    boolean bare = jmx && !version.endsWith("-jmx") && !version.endsWith("-full");
    return registry(images) + "/agent:" + version + (bare ? "-jmx" : "");
  }

  public static String clusterAgent(Images images) {
    Image chosen = images == null ? null : images.clusterAgent;
    return chosen != null && chosen.digest != null
        ? registry(images) + "/cluster-agent@" + chosen.digest
        : registry(images) + "/cluster-agent:" + version(chosen);
  }

  public static String pullPolicy(Images images) {
    return images == null || images.pullPolicy == null ? null : images.pullPolicy.name();
  }

  /** A digest says nothing of the image with a JVM. */
  public static List<Problem> problems(Images images, boolean jmx) {
    boolean lacking =
        jmx
            && images != null
            && images.agent != null
            && images.agent.digest != null
            && images.agent.jmxDigest == null;
    return lacking
        ? List.of(
            Problem.error(
                "agent-jmx-image",
                "/spec/images/agent/digest",
                "a JMX check needs the image with a JVM, and this digest is of the one without",
                "Give its digest in spec.images.agent.jmxDigest."))
        : List.of();
  }

  private static String registry(Images images) {
    return Optional.ofNullable(images).map(i -> i.registry).orElse(REGISTRY);
  }

  private static String version(Image image) {
    return Optional.ofNullable(image).map(i -> i.version).orElse(VERSION);
  }
}
