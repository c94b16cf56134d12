package dev.heel.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * An image as {@code docker save} writes it.
 *
 * @param config its configuration, as the OCI image specification names the fields
 * @param layers by their paths, the files of Heel's own layers
 */
record ImageTar(JsonNode config, Map<String, LayerFile> layers) {
  /**
   * @param mode permission bits
   */
  record LayerFile(byte[] content, int mode) {}

  static ImageTar read(Path tar) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Map<String, LayerFile> outer;
    try (InputStream in = Files.newInputStream(tar)) {
      outer = files(in);
    }
    JsonNode manifest = json.readTree(outer.get("manifest.json").content()).get(0);
    Map<String, LayerFile> layers = new TreeMap<>();
    for (JsonNode layer : manifest.path("Layers")) {
      byte[] zipped = outer.get(layer.asText()).content();
      layers.putAll(files(new GZIPInputStream(new ByteArrayInputStream(zipped))));
    }
    byte[] config = outer.get(manifest.path("Config").asText()).content();
    return new ImageTar(json.readTree(config).path("config"), layers);
  }

  /** Writes the files of the layers below a folder. */
  void unpack(Path root) throws IOException {
    for (Map.Entry<String, LayerFile> file : layers.entrySet()) {
      Path target = root.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.write(target, file.getValue().content());
    }
  }

  private static Map<String, LayerFile> files(InputStream in) throws IOException {
    Map<String, LayerFile> files = new TreeMap<>();
    TarArchiveInputStream tar = new TarArchiveInputStream(in);
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      if (entry.isFile()) {
        files.put(entry.getName(), new LayerFile(tar.readAllBytes(), entry.getMode() & 0777));
      }
    }
    return files;
  }
}
