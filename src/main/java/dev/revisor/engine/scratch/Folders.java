package dev.revisor.engine.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/// Temporary folders of servers. Each has a file that its maker holds a lock on: the kernel gives
/// it back when the process ends in whatever way, and so shows what a crash left behind.
final class Folders {
  private static final String PREFIX = "revisor-scratch-";
  private static final String LOCK = "lock";
  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  /// Between making a folder and locking it.
  private static final Duration GRACE = Duration.ofMinutes(1);

  private Folders() {}

  /// Where they are made unless somebody says otherwise.
  static Path place() {
    return Memory.folder().orElse(TEMPORARY);
  }

  /// A new folder that only this user can look into.
  static Path make(Path place) throws IOException {
    return Files.createTempDirectory(place, PREFIX);
  }

  /// @return holds the lock until it is closed
  static FileChannel lock(Path folder) throws IOException {
    var channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.lock();
    return channel;
  }

  /// Deletes the folders whose makers are gone, as far as that can be done.
  static void sweep(Path place) {
    new TreeSet<>(List.of(place, TEMPORARY, Memory.FOLDER)).forEach(Folders::sweepOne);
  }

  private static void sweepOne(Path place) {
    try (var folders = Files.newDirectoryStream(place, PREFIX + "*")) {
      for (var folder : folders) {
        if (isLeftBehind(folder)) {
          delete(folder);
        }
      }
    } catch (IOException _) {
      // another time, or never: it keeps nobody from going on
    }
  }

  private static boolean isLeftBehind(Path folder) {
    try {
      var made = Files.getLastModifiedTime(folder).toInstant();
      if (made.isAfter(Instant.now().minus(GRACE))) {
        return false;
      }
      if (!Files.exists(folder.resolve(LOCK))) {
        return true;
      }
      try (var channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
          var lock = channel.tryLock()) {
        return lock != null;
      }
    } catch (IOException | OverlappingFileLockException _) {
      return false;
    }
  }

  /// Deletes a folder with all that is in it; what somebody else deletes meanwhile is no matter.
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException _) {
      delete(folder);
    } catch (UncheckedIOException e) {
      if (!(e.getCause() instanceof NoSuchFileException)) {
        throw e.getCause();
      }
      delete(folder);
    }
  }
}
