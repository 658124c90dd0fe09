package dev.revisor.engine.kept;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.zip.CRC32C;

/// A folder of texts, one a file: the checksum of the text in the first line, the text behind it. A
/// file that is not whole counts as none. Written beside and moved into place, so that readers see
/// all of it or nothing; what was not used for longest goes when there are too many. Nothing that
/// goes wrong with the folder keeps anybody from going on: it only saves time.
///
/// @param suffix of the files' names
/// @param mostBytes together
record Shelf(Path folder, String suffix, int mostFiles, long mostBytes) {
  Optional<String> find(String name) {
    try {
      var file = file(name);
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      var content = Files.readString(file);
      var end = content.indexOf('\n');
      var text = content.substring(end + 1);
      if (end < 0 || !content.substring(0, end).equals(seal(text))) {
        return Optional.empty();
      }
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      return Optional.of(text);
    } catch (IOException | UncheckedIOException _) {
      return Optional.empty();
    }
  }

  /// Keeps a text, in place of one of the same name.
  void keep(String name, String text) {
    try {
      write(name, text);
    } catch (IOException | UncheckedIOException _) {
      // then it is made again the next time
    }
  }

  private void write(String name, String text) throws IOException {
    if (text.length() > mostBytes / 4) {
      return;
    }
    var owner = PosixFilePermissions.fromString("rwx------");
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(owner));
    var part = Files.createTempFile(folder, ".new", suffix);
    try {
      Files.writeString(part, seal(text) + "\n" + text, StandardCharsets.UTF_8);
      Files.move(part, file(name), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
    sweep();
  }

  /// Tells a text that was cut or damaged; nobody else writes there.
  private static String seal(String text) {
    var checksum = new CRC32C();
    checksum.update(text.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(checksum.getValue()) + " " + text.length();
  }

  private Path file(String name) {
    return folder.resolve(name + suffix);
  }

  /// A file with what decides whether it stays.
  private record Kept(Path file, FileTime used, long bytes) {}

  private void sweep() throws IOException {
    var files = new ArrayList<Kept>();
    try (var found = Files.newDirectoryStream(folder, "*" + suffix)) {
      for (var file : found) {
        files.add(new Kept(file, Files.getLastModifiedTime(file), Files.size(file)));
      }
    }
    files.sort(Comparator.comparing(Kept::used).reversed());
    var bytes = 0L;
    for (var at = 0; at < files.size(); at++) {
      bytes += files.get(at).bytes();
      if (at >= mostFiles || bytes > mostBytes) {
        Files.deleteIfExists(files.get(at).file());
      }
    }
  }
}
