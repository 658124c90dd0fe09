package dev.revisor.engine.environment;

import dev.revisor.engine.environment.Configuration.Environment;
import dev.revisor.engine.environment.Configuration.Search;
import dev.revisor.engine.environment.Configuration.TransactionScope;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/// Reads `revisor.yaml`. Every key is optional; unknown keys and bad values are problems with their
/// line, all of them found at once.
public final class ConfigurationReader {
  static final List<String> KEYS =
      List.of(
          "versionLocations",
          "recursive",
          "fileTemplate",
          "timezone",
          "slugLength",
          "versionTable",
          "transaction",
          "lockTimeout",
          "lockRetries",
          "statementTimeout",
          "role",
          "schemas",
          "ignore",
          "schema",
          "environments",
          "scratch",
          "lint",
          "postWrite");

  private static final String SCRATCH = "auto, same-server, embedded or a server's URL";

  private final List<Problem> problems = new ArrayList<>();

  private ConfigurationReader() {}

  /// What reading gave.
  public sealed interface Result {
    record Valid(Configuration configuration) implements Result {}

    /// @param problems sorted, at least one
    record Invalid(List<Problem> problems) implements Result {
      public Invalid {
        problems = problems.stream().sorted().toList();
      }
    }
  }

  /// @param file the name that problems carry
  public static Result read(String text, String file) {
    var reader = new ConfigurationReader();
    var configuration =
        YamlText.parse(text, file, reader.problems)
            .map(reader::configuration)
            .orElse(Configuration.DEFAULTS);
    return reader.problems.isEmpty()
        ? new Result.Valid(configuration)
        : new Result.Invalid(reader.problems);
  }

  private Configuration configuration(YamlMapping top) {
    top.allowOnly(KEYS);
    return new Configuration(
        files(top), run(top), schema(top), LintReader.read(top), environments(top));
  }

  private Configuration.Files files(YamlMapping top) {
    var defaults = Configuration.Files.DEFAULTS;
    var locations = top.texts("versionLocations").orElse(defaults.versionLocations());
    if (locations.isEmpty() || locations.stream().anyMatch(String::isBlank)) {
      top.report("versionLocations", "must name at least one folder, and no empty one");
    }
    var search =
        top.parsed("recursive", "true or false", ConfigurationReader::search)
            .orElse(defaults.search());
    var template = fileTemplate(top);
    if (template.makesFolders() && search == Search.TOP_LEVEL) {
      top.report("fileTemplate", "makes folders, which are found again only with recursive: true");
    }
    return new Configuration.Files(
        locations,
        search,
        template,
        top.parsed("timezone", "a time zone such as UTC or Europe/Paris", ConfigurationReader::zone)
            .orElse(defaults.timezone()),
        top.integer("slugLength", 1, 200).orElse(defaults.slugLength()),
        top.items("postWrite", "a command, or a list of its words", ConfigurationReader::command));
  }

  private static FileTemplate fileTemplate(YamlMapping top) {
    var text = top.text("fileTemplate");
    var fault = text.flatMap(FileTemplate::fault);
    fault.ifPresent(what -> top.report("fileTemplate", what));
    return text.filter(_ -> fault.isEmpty()).map(FileTemplate::new).orElse(FileTemplate.DEFAULT);
  }

  private static Configuration.Run run(YamlMapping top) {
    var defaults = Configuration.Run.DEFAULTS;
    return new Configuration.Run(
        top.parsed("versionTable", TableName.FORM, TableName::parse)
            .orElse(defaults.versionTable()),
        top.parsed("transaction", "revision or run", ConfigurationReader::transaction)
            .orElse(defaults.transaction()),
        top.parsed("lockTimeout", DurationText.FORM, DurationText::parse)
            .orElse(defaults.lockTimeout()),
        top.integer("lockRetries", 0, 1_000_000).orElse(defaults.lockRetries()),
        top.parsed("statementTimeout", DurationText.FORM, DurationText::parse)
            .orElse(defaults.statementTimeout()),
        top.text("role"));
  }

  private static Configuration.Schema schema(YamlMapping top) {
    var defaults = Configuration.Schema.DEFAULTS;
    var schemas = top.texts("schemas").orElse(defaults.schemas());
    if (schemas.isEmpty() || schemas.stream().anyMatch(String::isBlank)) {
      top.report("schemas", "must name at least one schema, and no empty one");
    }
    return new Configuration.Schema(
        schemas,
        top.texts("ignore").orElse(defaults.ignore()),
        SchemaSourceReader.read(top).orElse(defaults.source()),
        top.parsed("scratch", SCRATCH, ConfigurationReader::scratch).orElse(defaults.scratch()));
  }

  private static Optional<String> scratch(String text) {
    var isWord = List.of("auto", "same-server", "embedded").contains(text);
    return Optional.of(text).filter(_ -> isWord || text.contains(":") || text.contains("="));
  }

  private static Map<String, Environment> environments(YamlMapping top) {
    var read = new LinkedHashMap<String, Environment>();
    top.mapping("environments")
        .ifPresent(
            all -> {
              for (var name : all.names()) {
                all.mapping(name)
                    .flatMap(entry -> environment(all, name, entry))
                    .ifPresent(environment -> read.put(name, environment));
              }
            });
    return read;
  }

  private static Optional<Environment> environment(
      YamlMapping all, String name, YamlMapping entry) {
    entry.allowOnly(List.of("url", "user", "passwordFile"));
    var url = entry.text("url");
    if (url.isEmpty()) {
      all.report(name, "needs a url, as in postgresql://localhost:5432/shop");
    }
    return url.map(text -> new Environment(text, entry.text("user"), entry.text("passwordFile")));
  }

  private static Optional<Search> search(String text) {
    return switch (text) {
      case "true" -> Optional.of(Search.RECURSIVE);
      case "false" -> Optional.of(Search.TOP_LEVEL);
      default -> Optional.empty();
    };
  }

  private static Optional<TransactionScope> transaction(String text) {
    return switch (text) {
      case "revision" -> Optional.of(TransactionScope.REVISION);
      case "run" -> Optional.of(TransactionScope.RUN);
      default -> Optional.empty();
    };
  }

  private static Optional<ZoneId> zone(String text) {
    if (text.equalsIgnoreCase("UTC")) {
      return Optional.of(ZoneOffset.UTC);
    }
    try {
      return Optional.of(ZoneId.of(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<List<String>> command(Node node) {
    return YamlMapping.scalars(node)
        .or(() -> YamlMapping.scalar(node).flatMap(CommandWords::split))
        .filter(words -> !words.isEmpty() && !words.getFirst().isBlank());
  }
}
