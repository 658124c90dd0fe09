package dev.revisor.engine.adopt;

import dev.revisor.engine.environment.Problem;
import dev.revisor.script.TransactionMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/// A script of Flyway with what the `.conf` beside it says.
///
/// @param kind the letter of its prefix: V, U, R or B
/// @param version empty for a repeatable one
/// @param description with underscores
record FlywayScript(
    SourceFile file, char kind, String version, String description, Map<String, String> options) {

  /// Reads the `.conf` beside a script.
  static Map<String, String> options(Path script, SourceFolder folder) {
    var beside = script.resolveSibling(script.getFileName() + ".conf");
    return Files.isRegularFile(beside)
        ? folder.read(beside).map(file -> FlywaySettings.properties(file.text())).orElse(Map.of())
        : Map.of();
  }

  TransactionMode mode() {
    return "false".equalsIgnoreCase(options.get("executeInTransaction"))
        ? TransactionMode.NONE
        : TransactionMode.REVISION;
  }

  boolean hasPlaceholders() {
    return !"false".equalsIgnoreCase(options.get("placeholderReplacement"));
  }

  /// Options that cannot be kept.
  void refuseOptions(List<Problem> problems) {
    var encoding = options.getOrDefault("encoding", "UTF-8");
    if (!encoding.equalsIgnoreCase("UTF-8")) {
      problems.add(new Problem(file.shown(), 0, 0, "is in " + encoding + "; convert it to UTF-8"));
    }
    var condition = options.get("shouldExecute");
    if (condition != null && !condition.equalsIgnoreCase("true")) {
      problems.add(
          new Problem(
              file.shown(),
              0,
              0,
              "runs only where " + condition + " (shouldExecute), which a revision cannot say"));
    }
  }

  /// Flyway's checksum: CRC-32 over the lines without their ends.
  int checksum() {
    var crc = new CRC32();
    file.text()
        .lines()
        .forEach(line -> crc.update(line.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    return (int) crc.getValue();
  }
}
