package dev.heel.testing;

import dev.heel.testing.Command.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real MariaDB server in a folder of its own, which listens at MySQL's port on a loopback address
 * of its own, as a pod does on its address. Grants are checked, and the performance schema and the
 * binary log are on, as MySQL has them and MariaDB does not.
 */
public final class MariaDb implements AutoCloseable {
  private static final int PORT = 3306;
  private static final List<String> TABLES =
      List.of(
          "mysql_system_tables.sql",
          "mysql_performance_tables.sql",
          "mysql_system_tables_data.sql");

  private final Path folder;
  private final String rootPassword;
  private final String host = ownAddress();
  private final Running server;

  private MariaDb(Path folder, String rootPassword) throws IOException {
    this.folder = folder;
    this.rootPassword = rootPassword;
    writeClient();
    bootstrap();
    this.server = launch();
  }

  static boolean available() {
    return Command.find("mariadbd").isPresent() && Command.find("mariadb").isPresent();
  }

  /**
   * Makes a server with no user but root, and waits until it takes connections.
   *
   * @param folder an empty one; its path must be short, as that of a socket
   */
  public static MariaDb start(Path folder, String rootPassword) {
    try {
      return new MariaDb(folder, rootPassword);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its address, at which port 3306 is its own. */
  public String host() {
    return host;
  }

  /** Runs a script as an image of MySQL runs those of its folder for the first start. */
  public Ended initialize(String script, Map<String, String> environment) throws IOException {
    Path file = Files.writeString(folder.resolve("initialize.sh"), script);
    String path = folder.resolve("bin") + ":" + System.getenv("PATH");
    return Command.of("bash", "-eo", "pipefail", file.toString())
        .with(environment)
        .with(Map.of("HOME", folder.toString(), "PATH", path))
        .run();
  }

  /** A statement of root's, through the socket; it must succeed. */
  public void root(String sql) {
    Ended ended = client(rootPassword, "--socket=" + socket(), "--user=root", "--execute=" + sql);
    if (ended.code() != 0) {
      throw new IllegalStateException(ended.text());
    }
  }

  /** A statement of a user who comes over the network; rows of values, or the server's error. */
  public Ended query(int port, String user, String password, String sql) {
    return client(
        password,
        "--host=" + host,
        "--port=" + port,
        "--user=" + user,
        "--batch",
        "--skip-column-names",
        "--raw",
        "--execute=" + sql);
  }

  private Ended client(String password, String... arguments) {
    List<String> words = new ArrayList<>(List.of(program("mariadb").toString(), "--no-defaults"));
    words.addAll(List.of(arguments));
    return Command.of(words.toArray(String[]::new)).with(Map.of("MYSQL_PWD", password)).run();
  }

  /** What scripts call mysql, told where the server is. */
  private void writeClient() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path mysql = bin.resolve("mysql");
    Files.writeString(mysql, "#!/bin/sh\nexec %s \"$@\"\n".formatted(program("mariadb")));
    Files.setPosixFilePermissions(mysql, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(folder.resolve(".my.cnf"), "[client]\nsocket=" + socket() + "\n");
  }

  private void bootstrap() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Path share = program("mariadbd").toRealPath().getParent().resolveSibling("share/mysql");
    StringBuilder sql = new StringBuilder();
    sql.append("CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket=NULL;\n");
    for (String tables : TABLES) {
      sql.append(Files.readString(share.resolve(tables)));
    }
    sql.append("FLUSH PRIVILEGES;\n");
    sql.append("ALTER USER root@localhost IDENTIFIED BY '%s';\n".formatted(rootPassword));
    Path file = Files.writeString(folder.resolve("bootstrap.sql"), sql);
    Ended ended = server("--bootstrap").reading(file).run();
    if (ended.code() != 0) {
      throw new IllegalStateException("no database could be made: " + ended.text());
    }
  }

  private Running launch() {
    Running running =
        server(
                "--bind-address=" + host,
                "--port=" + PORT,
                "--socket=" + socket(),
                "--pid-file=" + folder.resolve("pid"),
                "--log-bin=" + folder.resolve("binlog"),
                "--performance-schema=ON",
                "--skip-name-resolve")
            .start(folder.resolve("server.log"));
    return running.await(() -> running.said().contains("ready for connections"));
  }

  private Command server(String... arguments) {
    Stream<String> common =
        Stream.of(
            program("mariadbd").toString(),
            "--no-defaults",
            "--datadir=" + folder.resolve("data"),
            "--user=" + System.getProperty("user.name"),
            "--innodb-buffer-pool-size=16M",
            "--innodb-log-file-size=8M",
            "--innodb-flush-method=nosync",
            "--innodb-flush-log-at-trx-commit=0");
    return Command.of(Stream.concat(common, Stream.of(arguments)).toArray(String[]::new));
  }

  private Path socket() {
    return folder.resolve("socket");
  }

  private static Path program(String name) {
    return Command.find(name).orElseThrow();
  }

  /** Another for each process, so that two runs do not meet. */
  private static String ownAddress() {
    long pid = ProcessHandle.current().pid();
    return "127.33.%d.%d".formatted(pid / 250 % 250, pid % 250 + 1);
  }

  @Override
  public void close() {
    server.close();
  }
}
