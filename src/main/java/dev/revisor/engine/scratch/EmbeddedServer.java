package dev.revisor.engine.scratch;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.DatabaseUrl;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL of our own: in a temporary folder, in memory if there is room, on a port of the
/// loopback interface, with a password, without syncing anything.
///
/// A shell keeps it: it reads a pipe that this process holds open, and when the pipe is closed, by
/// us or by the end of this process in whatever way, it stops the server and deletes the folder.
final class EmbeddedServer implements ScratchServer {
  private static final Duration LONGEST_START = Duration.ofMinutes(1);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(20);
  private static final int MOST_PORTS = 5;

  /// How the server is started. A revision may make ten thousand tables in one transaction, which
  /// locks each of them and their indexes.
  static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "fsync=off",
          "full_page_writes=off",
          "synchronous_commit=off",
          "autovacuum=off",
          "max_connections=40",
          "max_locks_per_transaction=2048",
          "shared_buffers=32MB",
          "lc_messages=C",
          "logging_collector=off");

  /// The server is no part of our process group, so that Ctrl-C leaves it to us to end it.
  private static final String KEEPER =
      """
      trap '' HUP INT TERM
      folder=$1
      shift
      exec 3<&0
      if command -v setsid >/dev/null; then set -- setsid "$@"; fi
      "$@" </dev/null >"$folder/log" 2>&1 3<&- &
      server=$!
      { cat <&3; kill -QUIT $server; } >/dev/null 2>&1 &
      wait $server
      echo $? >"$folder/ended"
      read -r _ <&3
      rm -rf "$folder"
      """;

  private final Path folder;
  private final FileChannel lock;
  private final Process keeper;
  private final SameServer databases;

  private EmbeddedServer(
      Path folder, FileChannel lock, Process keeper, ConnectionSettings settings) {
    this.folder = folder;
    this.lock = lock;
    this.keeper = keeper;
    this.databases = new SameServer(settings, Company.NONE);
  }

  static EmbeddedServer start(Embedded embedded) {
    Folders.sweep(embedded.servers());
    for (var attempt = 1; ; attempt++) {
      try {
        return start(embedded, freePort());
      } catch (PortTaken e) {
        if (attempt == MOST_PORTS) {
          throw Tool.unavailable("no free port was found: " + e.getMessage(), e);
        }
      } catch (IOException e) {
        throw Tool.unavailable("cannot be started: " + e.getMessage(), e);
      }
    }
  }

  /// Another process was faster.
  private static final class PortTaken extends IOException {
    private static final long serialVersionUID = 1;

    private PortTaken(String message) {
      super(message);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static EmbeddedServer start(Embedded embedded, int port) throws IOException {
    var folder = Folders.make(embedded.servers());
    var lock = Folders.lock(folder);
    try {
      var user = ServerUser.forMakerOf(folder);
      var cluster = Cluster.in(folder, embedded, user);
      var password = cluster.password();
      var url = "postgresql://postgres@127.0.0.1:" + port + "/postgres?sslmode=disable";
      var settings = ConnectionSettings.of(DatabaseUrl.parse(url).withPassword(password));
      var server = user.words(server(embedded.programs(), cluster.data(), port));
      var started = new EmbeddedServer(folder, lock, keep(folder, server), settings);
      try {
        started.awaitReady();
        return started;
      } catch (IOException | RuntimeException e) {
        started.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      lock.close();
      Folders.delete(folder);
      throw e;
    }
  }

  private static List<String> server(Path programs, Path data, int port) {
    var words =
        new ArrayList<>(
            List.of(
                programs.resolve("postgres").toString(), "-D", data.toString(), "-p", "" + port));
    SETTINGS.forEach(setting -> words.addAll(List.of("-c", setting)));
    return words;
  }

  private static Process keep(Path folder, List<String> server) throws IOException {
    var words = new ArrayList<>(List.of("/bin/sh", "-c", KEEPER, "sh", folder.toString()));
    words.addAll(server);
    return new ProcessBuilder(words)
        .directory(folder.getRoot().toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /// The server writes its state into a file (`LOCK_FILE_LINE_PM_STATUS`), as `pg_ctl` knows.
  private void awaitReady() throws IOException {
    var deadline = Instant.now().plus(LONGEST_START);
    while (!isReady()) {
      if (Files.exists(folder.resolve("ended"))) {
        var said = Tool.end(folder.resolve("log"));
        if (said.contains("could not bind")) {
          throw new PortTaken(said);
        }
        throw Tool.unavailable("the server does not start: " + said, null);
      }
      if (Instant.now().isAfter(deadline)) {
        throw Tool.unavailable("the server did not start within " + LONGEST_START, null);
      }
      pause();
    }
  }

  private boolean isReady() throws IOException {
    try {
      return Files.readString(folder.resolve("data/postmaster.pid")).contains("\nready");
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(5));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw RevisorException.of(Reason.Terminated, "asked to stop");
    }
  }

  @Override
  public ScratchDatabase create() {
    return databases.create();
  }

  @Override
  public ServerIdentity identity() {
    return databases.identity();
  }

  @Override
  public Company company() {
    return Company.NONE;
  }

  /// The port on 127.0.0.1.
  int port() {
    return databases.target().hosts().getFirst().port();
  }

  /// Where all of the server is.
  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    try {
      keeper.getOutputStream().close();
      keeper.waitFor(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
      lock.close();
      Folders.delete(folder);
    } catch (IOException e) {
      throw Tool.unavailable("cannot be stopped: " + e.getMessage(), e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
