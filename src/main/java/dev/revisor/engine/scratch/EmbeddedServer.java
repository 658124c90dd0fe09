package dev.revisor.engine.scratch;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.DatabaseUrl;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL of our own: made in a temporary folder, on a port of the loopback interface, gone
/// when it is closed or the process ends. Started by root it runs as `nobody`, since PostgreSQL
/// refuses root.
final class EmbeddedServer implements ScratchServer {
  private static final int SECONDS_TO_STOP = 20;

  private final Path programs;
  private final Path folder;
  private final ScratchServer databases;
  private final Thread hook = new Thread(this::stop);

  private EmbeddedServer(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    var url = "postgresql://postgres@127.0.0.1:" + port + "/postgres?sslmode=disable";
    this.databases = new SameServer(ConnectionSettings.of(DatabaseUrl.parse(url)), Company.NONE);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  static EmbeddedServer start(Path programs) {
    try {
      var folder = Files.createTempDirectory("revisor-scratch");
      var data = folder.resolve("data");
      if (isRoot()) {
        run(folder, List.of("chown", "nobody", folder.toString()));
      }
      run(
          folder,
          asServer(
              programs.resolve("initdb").toString(),
              "-D",
              data.toString(),
              "-U",
              "postgres",
              "-A",
              "trust",
              "-E",
              "UTF8",
              "--locale=C",
              "--no-sync"));
      var port = freePort();
      run(
          folder,
          asServer(
              programs.resolve("pg_ctl").toString(),
              "-D",
              data.toString(),
              "-w",
              "-s",
              "-l",
              folder.resolve("log").toString(),
              "-o",
              settings(port, folder),
              "start"));
      return new EmbeddedServer(programs, folder, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String settings(int port, Path folder) {
    return "-p %d -k %s -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=40"
        .formatted(port, folder);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static List<String> asServer(String... words) {
    var command = new ArrayList<String>();
    if (isRoot()) {
      command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
    }
    command.addAll(List.of(words));
    return command;
  }

  private static void run(Path folder, List<String> words) throws IOException {
    var output = folder.resolve("output").toFile();
    var process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(output)
            .directory(new File("/"))
            .start();
    try {
      if (process.waitFor() != 0) {
        var said = Files.readString(output.toPath()).strip();
        throw RevisorException.of(
            Reason.ScratchUnavailable,
            words.getFirst() + " of the embedded PostgreSQL failed: " + said);
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw RevisorException.of(Reason.Terminated, "asked to stop");
    }
  }

  @Override
  public ScratchDatabase create() {
    return databases.create();
  }

  @Override
  public Company company() {
    return Company.NONE;
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(hook);
    stop();
  }

  private void stop() {
    try {
      var command =
          asServer(
              programs.resolve("pg_ctl").toString(),
              "-D",
              folder.resolve("data").toString(),
              "-m",
              "immediate",
              "-s",
              "stop");
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS);
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
