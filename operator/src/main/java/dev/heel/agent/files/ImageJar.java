package dev.heel.agent.files;

import java.util.Comparator;

/**
 * A jar that comes from an image.
 *
 * @param reference the image
 * @param path the jar's path in it
 * @param target where it has to be in the node Agent's container, an absolute path below {@link
 *     AgentFiles#IMAGE_JARS}
 */
public record ImageJar(String reference, String path, String target)
    implements Comparable<ImageJar> {
  private static final Comparator<ImageJar> ORDER =
      Comparator.comparing(ImageJar::reference).thenComparing(ImageJar::path);

  @Override
  public int compareTo(ImageJar other) {
    return ORDER.compare(this, other);
  }
}
