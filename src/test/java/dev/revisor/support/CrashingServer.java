package dev.revisor.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A PostgreSQL of its own that is ended as by `pg_ctl stop -m immediate` and started again on the
/// same data. Linux only.
public final class CrashingServer implements AutoCloseable {
  private final int port;
  private final Path data;
  private final List<String> command;

  private CrashingServer(int port, Path data, List<String> command) {
    this.port = port;
    this.data = data;
    this.command = command;
  }

  public static CrashingServer start() {
    var port = PostgresServer.start(CrashingServer::durable).getPort();
    var data = Path.of(new TestDatabase(port, "postgres").value("SHOW data_directory"));
    return new CrashingServer(port, data, commandOf(pid(data)));
  }

  /// What it says is committed is so, for tests; otherwise a crash may lose the last moments.
  private static EmbeddedPostgres.Builder durable(EmbeddedPostgres.Builder builder) {
    return builder.setServerConfig("synchronous_commit", "on");
  }

  private static List<String> commandOf(long pid) {
    try {
      var words = Files.readString(Path.of("/proc/" + pid + "/cmdline")).split("\0");
      var command = new ArrayList<String>();
      // PostgreSQL refuses to run as root; in a user namespace of its own it sees another user.
      if (Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
        command.addAll(List.of("unshare", "--user", "--"));
      }
      command.addAll(List.of(words));
      return command;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The first line of the file in the data directory.
  private static long pid(Path data) {
    try {
      return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  public TestDatabase newDatabase() {
    return PostgresServer.newDatabase(port);
  }

  /// Every process of it ends at once, without a checkpoint; then it is started again.
  public void crash() {
    end();
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(data.resolve("restarted.log").toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Until.holds("the server is back", this::isReady);
  }

  /// Crashes, and comes back as a standby that waits for a primary: it can only be read from.
  public void becomeStandby() {
    try {
      Files.createFile(data.resolve("standby.signal"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    crash();
  }

  private void end() {
    var server = ProcessHandle.of(pid(data)).orElseThrow();
    Command.run(List.of("kill", "-QUIT", Long.toString(server.pid()))).orFail();
    server.onExit().join();
  }

  private boolean isReady() {
    try {
      // LOCK_FILE_LINE_PM_STATUS: a standby says "standby" in place of "ready".
      return Files.readString(data.resolve("postmaster.pid")).matches("(?s).*\n(ready|standby).*");
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public void close() {
    end();
  }
}
