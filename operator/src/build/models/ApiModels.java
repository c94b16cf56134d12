import com.datadog.api.client.AbstractOpenApiSchema;
import com.datadog.api.client.ModelEnum;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.core.GenericType;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * Writes what Datadog's API takes in the bodies of its requests, as the models of Datadog's own
 * client say it, into one text for each version of the API. Run by hand for a new client, as
 * docs/api-models.md tells; it is no part of the program. That page has the form of the texts.
 */
public final class ApiModels {
  private static final String CLIENT = "com.datadog.api.client.";
  private static final Map<Class<?>, String> SCALARS =
      Map.of(
          Boolean.class, "boolean",
          Integer.class, "integer",
          Long.class, "integer",
          Double.class, "number",
          Object.class, "any");

  private final Map<String, String> lines = new TreeMap<>();
  private final Set<Class<?>> known = new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));
  private final Deque<Class<?>> waiting = new ArrayDeque<>();

  private final Corrections corrections;

  private ApiModels(Corrections corrections) {
    this.corrections = corrections;
  }

  /** Arguments: the folder to write to, and the file of corrections. */
  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    Files.createDirectories(Path.of(args[0]));
    for (String version : List.of("v1", "v2")) {
      ApiModels models = new ApiModels(Corrections.of(Path.of(args[1]), version));
      ApiRequests.bodies(version)
          .forEach((call, body) -> models.lines.put(call, "is\t" + models.typeOf(body)));
      models.all();
      Files.write(Path.of(args[0], version + ".txt"), models.text());
    }
  }

  private List<String> text() {
    return lines.entrySet().stream().map(each -> each.getKey() + "\t" + each.getValue()).toList();
  }

  private void all() throws ReflectiveOperationException {
    while (!waiting.isEmpty()) {
      Class<?> model = waiting.remove();
      lines.put(model.getSimpleName(), line(model));
    }
    corrections.layOver(lines);
  }

  private String line(Class<?> model) throws ReflectiveOperationException {
    if (ModelEnum.class.isAssignableFrom(model)) {
      return "enum\t" + String.join("\t", values(model));
    }
    return AbstractOpenApiSchema.class.isAssignableFrom(model) ? oneOf(model) : object(model);
  }

  static List<?> constants(Class<?> type) throws IllegalAccessException {
    List<Object> constants = new ArrayList<>();
    for (Field field : type.getFields()) {
      if (field.getType() == type) {
        constants.add(field.get(null));
      }
    }
    return constants;
  }

  /** With those that are added, since they tell the forms of other models apart. */
  private Set<String> values(Class<?> type) throws IllegalAccessException {
    Set<String> values = new TreeSet<>();
    constants(type).forEach(each -> values.add(String.valueOf(((ModelEnum<?>) each).getValue())));
    values.addAll(corrections.values(type.getSimpleName()));
    return values;
  }

  private String object(Class<?> model) throws ReflectiveOperationException {
    Map<String, String> fields = new TreeMap<>();
    for (Method getter : model.getDeclaredMethods()) {
      JsonProperty name = getter.getAnnotation(JsonProperty.class);
      if (name != null && getter.getParameterCount() == 0) {
        fields.put(name.value(), name.value() + mark(model, getter) + ":" + typeOf(value(getter)));
      }
    }
    String rest = rest(model);
    if (fields.isEmpty()) {
      return "is\t" + (rest.isEmpty() ? "{any}" : "{" + rest.substring(3) + "}");
    }
    return "object\t" + String.join("\t", fields.values()) + rest;
  }

  /** {@code !} where it must be there, {@code ~} where only Datadog writes it. */
  private static String mark(Class<?> model, Method getter) {
    JsonInclude include = getter.getAnnotation(JsonInclude.class);
    if (include != null && include.value() == JsonInclude.Include.ALWAYS) {
      return "!";
    }
    String setter = getter.getName().replaceFirst("^get", "set").replace("_JsonNullable", "");
    boolean writable = Stream.of(model.getMethods()).anyMatch(m -> m.getName().equals(setter));
    return writable ? "" : "~";
  }

  private static Type value(Method getter) {
    Type type = getter.getGenericReturnType();
    return getter.getReturnType() == JsonNullable.class
        ? ((ParameterizedType) type).getActualTypeArguments()[0]
        : type;
  }

  /** What further names hold, where the model says it. */
  private String rest(Class<?> model) {
    for (Field field : model.getDeclaredFields()) {
      if (field.getName().equals("additionalProperties")) {
        Type[] types = ((ParameterizedType) field.getGenericType()).getActualTypeArguments();
        return types[1] == Object.class ? "" : "\t*:" + typeOf(types[1]);
      }
    }
    return "";
  }

  private String oneOf(Class<?> model) throws ReflectiveOperationException {
    @SuppressWarnings("unchecked")
    Map<String, GenericType<?>> forms =
        (Map<String, GenericType<?>>) model.getField("schemas").get(null);
    List<Type> types =
        forms.values().stream()
            .map(GenericType::getType)
            .sorted((a, b) -> a.getTypeName().compareTo(b.getTypeName()))
            .toList();
    return telling(types)
        .map(by -> "by\t" + by)
        .orElseGet(
            () -> "oneOf\t" + types.stream().map(this::typeOf).collect(Collectors.joining("\t")));
  }

  /** The field whose values tell the forms apart best, and which value stands for which form. */
  private Optional<String> telling(List<Type> types) throws IllegalAccessException {
    Map<String, List<String>> telling = new TreeMap<>();
    Map<String, Integer> having = new TreeMap<>();
    for (Type type : types) {
      if (!(type instanceof Class<?> form)) {
        return Optional.empty();
      }
      for (Method getter : form.getDeclaredMethods()) {
        JsonProperty name = getter.getAnnotation(JsonProperty.class);
        if (name != null && ModelEnum.class.isAssignableFrom(getter.getReturnType())) {
          having.merge(name.value(), 1, Integer::sum);
          for (String value : values(getter.getReturnType())) {
            telling
                .computeIfAbsent(name.value(), field -> new ArrayList<>())
                .add(value + "=" + typeOf(form));
          }
        }
      }
    }
    return having.keySet().stream()
        .filter(
            field -> having.get(field) == types.size() && shared(telling.get(field)) < types.size())
        .min(Comparator.comparing(field -> shared(telling.get(field))))
        .map(
            field ->
                field
                    + "\t"
                    + telling.get(field).stream().sorted().collect(Collectors.joining("\t")));
  }

  /** How many forms at most have one value in common. */
  private static long shared(List<String> values) {
    return values.stream()
        .collect(
            Collectors.groupingBy(
                each -> each.substring(0, each.lastIndexOf('=')), Collectors.counting()))
        .values()
        .stream()
        .mapToLong(count -> count)
        .max()
        .orElse(0);
  }

  private String typeOf(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      boolean list = Collection.class.isAssignableFrom((Class<?>) generic.getRawType());
      return list ? "[" + typeOf(of[0]) + "]" : "{" + typeOf(of[of.length - 1]) + "}";
    }
    Class<?> plain = (Class<?>) type;
    if (!plain.getName().startsWith(CLIENT)) {
      return SCALARS.getOrDefault(plain, "text");
    }
    if (known.add(plain)) {
      waiting.add(plain);
    }
    return plain.getSimpleName();
  }
}
