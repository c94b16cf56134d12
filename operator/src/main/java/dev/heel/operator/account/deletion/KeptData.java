package dev.heel.operator.account.deletion;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heel.engine.compare.Canonical;
import dev.heel.kinds.account.DatadogAccount;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What is kept as the data of a ConfigMap: JSON, compressed. A thousand of the longest names there
 * can be take a third of the MiB that a ConfigMap may have.
 */
final class KeptData {
  /** As many objects as one ConfigMap holds. */
  static final int LARGEST = 1000;

  private static final int LONGEST_NAME = 200;
  private static final int LONGEST = 4 << 20;
  private static final String ENTRY = "objects.json.gz";
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private KeptData() {}

  /** The name of an account's ConfigMap; their numbers have no gap. */
  static String name(String account, int index) {
    boolean isLong = account.length() > LONGEST_NAME;
    String cut =
        isLong
            ? account.substring(0, LONGEST_NAME)
                + "-"
                + Canonical.hash(TextNode.valueOf(account))
                    .substring(0, 12)
                    .toLowerCase(Locale.ROOT)
            : account;
    return "heel-kept-" + cut + "-" + index;
  }

  /** The ConfigMap, which goes with the account. */
  static ConfigMap map(DatadogAccount owner, int index, List<KeptObject> objects) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(owner.getMetadata().getNamespace())
        .withName(name(owner.getMetadata().getName(), index))
        .addNewOwnerReference()
        .withApiVersion(owner.getApiVersion())
        .withKind(owner.getKind())
        .withName(owner.getMetadata().getName())
        .withUid(owner.getMetadata().getUid())
        .endOwnerReference()
        .endMetadata()
        .withBinaryData(data(objects))
        .build();
  }

  private static Map<String, String> data(List<KeptObject> objects) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
        JSON.writeValue(gzip, objects);
      }
      return Map.of(ENTRY, Base64.getEncoder().encodeToString(bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws UncheckedIOException if somebody wrote something else there
   */
  static List<KeptObject> objects(ConfigMap map) {
    String text = Optional.ofNullable(map.getBinaryData()).orElse(Map.of()).get(ENTRY);
    if (text == null) {
      return List.of();
    }
    try (GZIPInputStream gzip =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
      List<KeptObject> objects =
          JSON.readValue(gzip.readNBytes(LONGEST), new TypeReference<List<KeptObject>>() {});
      return objects.stream().filter(KeptObject::isWhole).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
