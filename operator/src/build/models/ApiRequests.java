import com.datadog.api.client.ApiClient;
import com.datadog.api.client.ApiResponse;
import com.datadog.api.client.ModelEnum;
import com.datadog.api.client.Pair;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.GenericType;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The requests of the client that have a body. They are listed nowhere: each call is made, over a
 * connection that only notes where it would have gone, and with what.
 */
final class ApiRequests {
  private static final String CLIENT = "com.datadog.api.client.";

  /** It warns of each call that is not stable yet. */
  private static final Logger LOG = Logger.getLogger(ApiClient.class.getName());

  /** New ones each time, since a body is known again by being the same object. */
  private static final Map<Class<?>, Supplier<Object>> EXAMPLES =
      Map.of(
          String.class, () -> "",
          Long.class, () -> 0L,
          Integer.class, () -> 0,
          Boolean.class, () -> false,
          UUID.class, () -> new UUID(0, 0),
          File.class, () -> new File(""),
          List.class, ArrayList::new,
          Map.class, TreeMap::new,
          OffsetDateTime.class, () -> OffsetDateTime.MIN);

  private ApiRequests() {}

  /** By method and path, such as {@code PUT /api/v1/monitor/{id}}, the type of the body. */
  static Map<String, Type> bodies(String version) throws IOException, ReflectiveOperationException {
    LOG.setLevel(Level.OFF);
    Map<String, Type> bodies = new TreeMap<>();
    for (Class<?> api : apis(version)) {
      Connection connection = new Connection();
      Object calls = api.getConstructor(ApiClient.class).newInstance(connection);
      for (Method call : api.getMethods()) {
        if (call.getName().endsWith("WithHttpInfo")) {
          request(call, calls, connection, bodies);
        }
      }
    }
    return bodies;
  }

  private static List<Class<?>> apis(String version)
      throws IOException, ReflectiveOperationException {
    Path jar =
        Path.of(ApiClient.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    List<Class<?>> apis = new ArrayList<>();
    try (FileSystem files = FileSystems.newFileSystem(jar);
        Stream<Path> classes =
            Files.list(files.getPath((CLIENT + version + ".api").replace('.', '/')))) {
      for (Path file : classes.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith("Api.class")) {
          apis.add(Class.forName(CLIENT + version + ".api." + name.replace(".class", "")));
        }
      }
    }
    return apis;
  }

  private static void request(
      Method call, Object calls, Connection connection, Map<String, Type> bodies)
      throws ReflectiveOperationException {
    List<Object> arguments = new ArrayList<>();
    for (Class<?> type : call.getParameterTypes()) {
      arguments.add(example(type));
    }
    connection.body = null;
    call.invoke(calls, arguments.toArray());
    for (int i = 0; i < arguments.size(); i++) {
      if (connection.body != null && arguments.get(i) == connection.body) {
        bodies.put(connection.call, call.getGenericParameterTypes()[i]);
      }
    }
  }

  /** A value that a call takes; what it is does not matter. */
  private static Object example(Class<?> type) throws ReflectiveOperationException {
    if (EXAMPLES.containsKey(type)) {
      return EXAMPLES.get(type).get();
    }
    if (ModelEnum.class.isAssignableFrom(type)) {
      return ApiModels.constants(type).get(0);
    }
    Constructor<?> plain = type.getDeclaredConstructor();
    plain.setAccessible(true);
    return plain.newInstance();
  }

  /** Notes where a call would have gone, and what with. */
  private static final class Connection extends ApiClient {
    private String path;
    private String call;
    private Object body;

    @Override
    public boolean isUnstableOperationEnabled(String operation) {
      return true;
    }

    @Override
    public String escapeString(String text) {
      return "{id}";
    }

    @Override
    public Invocation.Builder createBuilder(
        String operation,
        String at,
        List<Pair> query,
        Map<String, String> headers,
        Map<String, String> cookies,
        String[] accepts,
        String[] authentication) {
      path = at;
      return null;
    }

    @Override
    public <T> ApiResponse<T> invokeAPI(
        String method,
        Invocation.Builder builder,
        Map<String, String> headers,
        String[] contentTypes,
        Object sent,
        Map<String, Object> form,
        Boolean nullable,
        GenericType<T> answer) {
      call = method + " " + path;
      body = sent;
      return null;
    }
  }
}
