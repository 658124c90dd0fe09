package dev.revisor.engine.scratch;

import dev.revisor.engine.database.Password;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/// The data of a server that was never started. `initdb` takes a second, a copy of what it made a
/// fraction of it: so one is kept in the user's cache for each build of the programs, with the
/// password of its superuser, which is good for servers of this user only.
///
/// @param folder holds `data` and `password`
record Cluster(Path folder) {
  private static final String DATA = "data";
  private static final String PASSWORD = "password";

  /// Counts the ways in which we have called `initdb`.
  private static final int LAYOUT = 1;

  Path data() {
    return folder.resolve(DATA);
  }

  Password password() throws IOException {
    return new Password(Files.readString(folder.resolve(PASSWORD)).strip());
  }

  /// A new one in `folder`, which only its owner can look into.
  static Cluster in(Path folder, Embedded embedded, ServerUser user) throws IOException {
    var cluster = new Cluster(folder);
    if (user.isOther()) {
      cluster.initialise(embedded.programs(), user);
      return cluster;
    }
    var kept = kept(embedded, user);
    Tool.run(
        List.of(
            "cp",
            "-Rp",
            kept.data().toString(),
            kept.folder.resolve(PASSWORD).toString(),
            folder.toString()));
    return cluster;
  }

  private static Cluster kept(Embedded embedded, ServerUser user) throws IOException {
    var clusters = embedded.cache().resolve("clusters");
    var kept = new Cluster(clusters.resolve(key(embedded.programs())));
    if (Files.exists(kept.folder)) {
      return kept;
    }
    Files.createDirectories(clusters);
    var made = new Cluster(Files.createTempDirectory(clusters, ".new"));
    try {
      made.initialise(embedded.programs(), user);
      Files.move(made.folder, kept.folder);
      return kept;
    } catch (IOException | RuntimeException e) {
      Folders.delete(made.folder);
      if (Files.exists(kept.folder)) {
        return kept;
      }
      throw e;
    }
  }

  /// Other programs have another place, time or size.
  static String key(Path programs) throws IOException {
    var postgres = programs.resolve("postgres").toRealPath();
    var time = Files.getLastModifiedTime(postgres).toMillis();
    var build = postgres + "\n" + time + "\n" + Files.size(postgres);
    return LAYOUT + "-" + Integer.toHexString(build.hashCode()) + "-" + Long.toHexString(time);
  }

  private void initialise(Path programs, ServerUser user) throws IOException {
    var secret = new byte[24];
    new SecureRandom().nextBytes(secret);
    var file = folder.resolve(PASSWORD);
    var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.createFile(file, mine);
    Files.write(file, HexFormat.of().formatHex(secret).getBytes(StandardCharsets.US_ASCII));
    user.handOver(folder);
    Tool.run(
        user.words(
            List.of(
                programs.resolve("initdb").toString(),
                "--pgdata=" + data(),
                "--username=postgres",
                "--pwfile=" + file,
                "--auth=password",
                "--encoding=UTF8",
                "--locale=C",
                "--wal-segsize=1",
                "--no-sync",
                "--no-instructions")));
  }
}
