package dev.revisor.engine.scratch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The folder that Linux keeps in memory. A disk takes longer for the files of a table than the
/// server takes for the rest of CREATE TABLE, so a server lies there where nobody misses the room.
final class Memory {
  static final Path FOLDER = Path.of("/dev/shm");

  /// What must be free, in bytes: a hundred times what a schema of 1,000 tables takes.
  static final long LEAST = 8L << 30;

  private static final Path LIMIT = Path.of("/sys/fs/cgroup/memory.max");
  private static final Path OLDER_LIMIT = Path.of("/sys/fs/cgroup/memory/memory.limit_in_bytes");
  private static final Path STATE = Path.of("/proc/meminfo");
  private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB$");

  /// A limit of another size than this is none (`PAGE_COUNTER_MAX` of the kernel).
  private static final long NO_LIMIT = 1L << 60;

  private Memory() {}

  /// The folder, if a server may lie in it.
  static Optional<Path> folder() {
    try {
      return Files.isDirectory(FOLDER)
              && Files.isWritable(FOLDER)
              && Files.getFileStore(FOLDER).type().equals("tmpfs")
              && suffices(
                  Files.getFileStore(FOLDER).getUsableSpace(), Files.readString(STATE), limits())
          ? Optional.of(FOLDER)
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// @param usable bytes of the folder
  /// @param state the kernel's `meminfo`
  /// @param limits what the process's group may have, in bytes or `max`
  static boolean suffices(long usable, String state, List<String> limits) {
    var available = AVAILABLE.matcher(state);
    return usable >= LEAST
        && available.find()
        && Long.parseLong(available.group(1)) >= LEAST >> 10
        && limits.stream().allMatch(Memory::isNone);
  }

  private static boolean isNone(String limit) {
    return limit.matches("\\d{1,19}") ? Long.parseLong(limit) >= NO_LIMIT : limit.equals("max");
  }

  private static List<String> limits() throws IOException {
    var limits = new ArrayList<String>();
    for (var file : List.of(LIMIT, OLDER_LIMIT)) {
      if (Files.exists(file)) {
        limits.add(Files.readString(file).strip());
      }
    }
    return limits;
  }
}
