package dev.revisor.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Debian's PostgreSQL with the extensions that Debian has for it, PostGIS among them: started by
/// the first test that asks, stopped when the JVM ends. `dev/lib/debian-postgres` fetches it.
public final class DebianServer {
  private static final String PROGRAMS = "dev/lib/debian-postgres";

  private DebianServer() {}

  private static final class Holder {
    private static final int PORT = start();
  }

  /// A new, empty database; its superuser is `postgres`.
  public static TestDatabase newDatabase() {
    return PostgresServer.newDatabase(Holder.PORT);
  }

  /// The database that a server has from the beginning.
  public static TestDatabase firstDatabase() {
    return new TestDatabase(Holder.PORT, "postgres");
  }

  /// What `pg_dump` prints of a database's schema.
  public static String dump(TestDatabase database, String... options) {
    var all = new ArrayList<>(List.of(options));
    all.add("--schema-only");
    return program("pg_dump", database, all).orFail();
  }

  /// Lets psql run a file in a database of any server.
  public static Command psql(TestDatabase database, Path file) {
    return program("psql", database, List.of("--no-psqlrc", "--quiet", "--file=" + file));
  }

  private static Command program(String name, TestDatabase database, List<String> options) {
    var line = new ArrayList<>(List.of(PROGRAMS, name));
    line.addAll(options);
    line.add(database.url());
    return Command.run(line);
  }

  private static int start() {
    try {
      var folder = Files.createTempDirectory("debian-postgres");
      var data = folder.resolve("data").toString();
      Command.run(
              List.of(
                  PROGRAMS,
                  "initdb",
                  "-D",
                  data,
                  "-U",
                  "postgres",
                  "-A",
                  "trust",
                  "-E",
                  "UTF8",
                  "--locale=C",
                  "--no-sync"))
          .orFail();
      var port = freePort();
      var log = folder.resolve("log");
      var process =
          new ProcessBuilder(
                  List.of(
                      PROGRAMS,
                      "postgres",
                      "-D",
                      data,
                      "-p",
                      Integer.toString(port),
                      "-c",
                      "unix_socket_directories=",
                      "-c",
                      "fsync=off"))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, folder)));
      var database = new TestDatabase(port, "postgres");
      Until.holds("Debian's PostgreSQL starts", () -> answers(database) || !process.isAlive());
      if (!process.isAlive()) {
        throw new AssertionError("Debian's PostgreSQL does not start: " + Files.readString(log));
      }
      return port;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean answers(TestDatabase database) {
    try {
      return database.value("SELECT 1").equals("1");
    } catch (IllegalStateException _) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void stop(Process process, Path folder) {
    process.destroyForcibly().onExit().join();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
