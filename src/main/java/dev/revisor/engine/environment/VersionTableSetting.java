package dev.revisor.engine.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sets the key `versionTable` of a `revisor.yaml`, whose other lines stay as they are.
public final class VersionTableSetting {
  private static final Pattern KEY =
      Pattern.compile("(?m)^versionTable[ \\t]*:[ \\t]*([^#\\r\\n]*?)([ \\t]+#.*)?$");

  private VersionTableSetting() {}

  /// What setting gave.
  public sealed interface Result {
    record Set(Path file) implements Result {}

    /// It was so already.
    record Unchanged() implements Result {}

    record Refused(Problem problem) implements Result {}
  }

  /// @param table `schema.table`
  public static Result set(EnvironmentDirectory directory, String table) {
    if (directory.configuration().run().versionTable().equals(table)) {
      return new Result.Unchanged();
    }
    var file =
        directory
            .configurationFile()
            .orElse(directory.path().resolve(EnvironmentDirectory.CONFIGURATION_FILE));
    var shown = directory.shown(file);
    try {
      var text = Files.exists(file) ? Files.readString(file) : "";
      Files.writeString(file, with(text, table));
      return check(file, shown, table);
    } catch (IOException e) {
      return new Result.Refused(new Problem(shown, 0, 0, Paths.reason(e)));
    }
  }

  private static String with(String text, String table) {
    var line = "versionTable: " + table;
    var key = KEY.matcher(text);
    if (key.find()) {
      return key.replaceFirst(Matcher.quoteReplacement(line) + "$2");
    }
    return text + (text.isEmpty() || text.endsWith("\n") ? "" : "\n") + line + "\n";
  }

  private static Result check(Path file, String shown, String table) throws IOException {
    return ConfigurationReader.read(Files.readString(file), shown)
                instanceof ConfigurationReader.Result.Valid(var configuration)
            && configuration.run().versionTable().equals(table)
        ? new Result.Set(file)
        : new Result.Refused(new Problem(shown, 0, 0, "set versionTable: " + table + " by hand"));
  }
}
