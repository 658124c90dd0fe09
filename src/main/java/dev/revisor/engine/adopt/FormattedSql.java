package dev.revisor.engine.adopt;

import dev.revisor.engine.environment.Problem;
import dev.revisor.script.TransactionMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a changelog of formatted SQL: comments `--changeset author:id attribute:value`,
/// `--rollback` and others say what the SQL between them is (`AbstractFormattedChangeLogParser`
/// there).
final class FormattedSql {
  private static final Pattern FIRST = Pattern.compile("(?i)\\s*--\\s*liquibase\\s*formatted.*");
  private static final Pattern CHANGESET =
      Pattern.compile("(?i)\\s*--\\s*changeset\\s+(\"[^\"]+\"|[^:]+):\\s*(\"[^\"]+\"|\\S+)(.*)");
  private static final Pattern ROLLBACK = Pattern.compile("(?i)\\s*--\\s*rollback (.*)");
  private static final Pattern BLOCK = Pattern.compile("(?i)\\s*/\\*\\s*liquibase\\s*rollback\\s*");
  private static final Pattern COMMENT = Pattern.compile("(?i)\\s*--\\s*comment:? (.*)");
  private static final Pattern PROPERTY =
      Pattern.compile("(?i)\\s*--\\s*property\\s+name:\\s*(\\S+)\\s+value:\\s*(\\S+).*");
  private static final Pattern PRECONDITION =
      Pattern.compile("(?i)\\s*--\\s*precondition(s|-[a-z-]+)\\b(.*)");
  private static final Pattern IGNORE = Pattern.compile("(?i)\\s*--\\s*ignoreLines:(\\w+).*");
  private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+):(\"[^\"]*\"|\\S*)");

  private final LiquibaseLog log;
  private final SourceFile file;
  private final String path;
  private final List<Problem> problems;

  FormattedSql(LiquibaseLog log, SourceFile file, String path, List<Problem> problems) {
    this.log = log;
    this.file = file;
    this.path = path;
    this.problems = problems;
  }

  static boolean isFormatted(SourceFile file) {
    return file.lines().stream()
        .filter(line -> !line.isBlank())
        .findFirst()
        .filter(line -> FIRST.matcher(line.strip()).matches())
        .isPresent();
  }

  /// One changeset while it is read. Lines that are not its SQL are empty, so that numbers stay.
  private static final class Open {
    private final String author;
    private final String id;
    private final int line;
    private final Map<String, String> attributes = new HashMap<>();
    private final StringBuilder sql = new StringBuilder();
    private final StringBuilder rollback = new StringBuilder();
    private final List<ChangeNode> preconditions = new ArrayList<>();
    private String comment = "";
    private boolean hasRollback;

    private Open(String author, String id, int line) {
      this.author = author;
      this.id = id;
      this.line = line;
    }
  }

  void read() {
    @Nullable Open open = null;
    var number = 0;
    var ignored = 0;
    var inBlock = false;
    for (var line : file.lines()) {
      number++;
      var text = line.stripTrailing();
      var changeset = CHANGESET.matcher(text);
      var ignore = IGNORE.matcher(text);
      if (ignored > 0) {
        ignored -= 1;
      } else if (ignore.matches()) {
        ignored = lines(ignore.group(1));
      } else if (changeset.matches()) {
        close(open);
        open = begin(changeset.group(1), changeset.group(2), changeset.group(3), number);
        continue;
      } else if (open == null) {
        outside(text, number);
        continue;
      } else if (inBlock || BLOCK.matcher(text).matches()) {
        open.hasRollback = true;
        var ends = text.endsWith("*/");
        open.rollback.append(inBlock ? text.replaceFirst("\\*/$", "") + "\n" : "");
        inBlock = !ends;
      } else if (!special(open, text)) {
        open.sql.append(line);
        continue;
      }
      if (open != null) {
        open.sql.append('\n');
      }
    }
    close(open);
  }

  /// `ignoreLines:3` or `ignoreLines:start`, which `end` ends.
  private static int lines(String word) {
    return word.matches("\\d+") ? Integer.parseInt(word) : 0;
  }

  private Open begin(String author, String id, String attributes, int line) {
    var open = new Open(unquoted(author), unquoted(id), line);
    ATTRIBUTE
        .matcher(attributes)
        .results()
        .forEach(found -> open.attributes.put(found.group(1), unquoted(found.group(2))));
    open.sql.append('\n');
    return open;
  }

  private void outside(String text, int number) {
    var property = PROPERTY.matcher(text);
    if (property.matches()) {
      log.define(property.group(1), property.group(2));
    } else if (!text.isBlank() && !text.strip().startsWith("--")) {
      problems.add(new Problem(file.shown(), number, 0, "SQL comes before the first --changeset"));
    }
  }

  private boolean special(Open open, String text) {
    var rollback = ROLLBACK.matcher(text);
    var comment = COMMENT.matcher(text);
    var precondition = PRECONDITION.matcher(text);
    if (rollback.matches()) {
      open.hasRollback = true;
      open.rollback.append(rollback.group(1)).append('\n');
    } else if (comment.matches()) {
      open.comment = comment.group(1).strip();
    } else if (precondition.matches()) {
      open.preconditions.add(
          precondition(precondition.group(1).toLowerCase(Locale.ROOT), precondition.group(2)));
    } else {
      return false;
    }
    return true;
  }

  /// `--preconditions onFail:MARK_RAN`, or one of them: `-sql-check expectedResult:0 SELECT …`,
  /// `-table-exists table:t schema:s`.
  private static ChangeNode precondition(String kind, String rest) {
    var attributes = new HashMap<String, String>();
    var found = ATTRIBUTE.matcher(rest);
    var end = 0;
    while (found.find() && rest.substring(end, found.start()).isBlank()) {
      attributes.put(found.group(1), unquoted(found.group(2)));
      end = found.end();
    }
    attributes.put(ChangeNode.TEXT, rest.substring(end));
    attributes.put("schemaName", attributes.getOrDefault("schema", ""));
    attributes.put("tableName", attributes.getOrDefault("table", ""));
    attributes.put("viewName", attributes.getOrDefault("view", ""));
    var one =
        switch (kind) {
          case "-sql-check" -> "sqlCheck";
          case "-table-exists" -> "tableExists";
          case "-view-exists" -> "viewExists";
          default -> kind;
        };
    var node = new ChangeNode(one, attributes, List.of(), 0);
    return kind.equals("s")
        ? new ChangeNode("preConditions", attributes, List.of(), 0)
        : new ChangeNode("preConditions", Map.of(), List.of(node), 0);
  }

  private void close(@Nullable Open open) {
    if (open == null || !log.runs(open.attributes, open.id)) {
      return;
    }
    var delimited = Delimited.of(open.attributes);
    var sql = piece(open, delimited, open.sql.toString());
    var none = open.attributes.getOrDefault("runInTransaction", "true").equalsIgnoreCase("false");
    var changeset =
        new Changeset(
            open.id,
            open.author,
            open.attributes.getOrDefault("logicalFilePath", path),
            file,
            open.line,
            open.comment,
            none ? TransactionMode.NONE : TransactionMode.REVISION,
            List.of(sql),
            rollback(open, delimited),
            "the changeset has no rollback");
    new Preconditions(log).keep(changeset, open.preconditions).ifPresent(log::add);
  }

  private Optional<List<Changeset.Piece>> rollback(Open open, Delimited delimited) {
    var text = open.rollback.toString().strip();
    if (!open.hasRollback || text.toLowerCase(Locale.ROOT).startsWith("changesetid:")) {
      return Optional.empty();
    }
    if (text.isEmpty() || text.matches("(?i)(not required|empty)\\s*;?")) {
      return Optional.of(new ArrayList<>());
    }
    return Optional.of(List.of(piece(open, delimited, text + "\n")));
  }

  private Changeset.Piece piece(Open open, Delimited delimited, String text) {
    return new Changeset.Piece(file.shown(), open.line, log.resolve(delimited.statements(text)));
  }

  private static String unquoted(String text) {
    return text.strip().replaceAll("^\"|\"$", "");
  }
}
