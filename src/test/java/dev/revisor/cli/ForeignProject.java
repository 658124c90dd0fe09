package dev.revisor.cli;

import dev.revisor.support.Command;
import dev.revisor.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A project of three migrations that another tool keeps.
///
/// @param tool as `import` calls it
/// @param program what each command begins with, for a database
/// @param two the arguments that run the first two migrations
/// @param all those that run what is left
/// @param undo those that undo the last one; none where the tool cannot
record ForeignProject(
    String tool,
    Path folder,
    Function<TestDatabase, List<String>> program,
    List<String> two,
    List<String> all,
    List<String> undo) {
  /// What each migration does.
  static final List<String> UP =
      List.of(
          "CREATE TABLE users (id serial PRIMARY KEY, name text NOT NULL);",
          "CREATE INDEX users_name ON users (lower(name));",
          "ALTER TABLE users ADD COLUMN mail text UNIQUE;\n"
              + "CREATE TABLE orders (id bigint PRIMARY KEY, by int REFERENCES users);");

  static final List<String> DOWN =
      List.of(
          "DROP TABLE users;",
          "DROP INDEX users_name;",
          "DROP TABLE orders;\nALTER TABLE users DROP COLUMN mail;");

  static final List<String> NAMES = List.of("create_users", "index_names", "create_orders");

  Command run(TestDatabase database, List<String> arguments) {
    var line = new ArrayList<>(program.apply(database));
    line.addAll(arguments);
    return Command.run(line);
  }

  /// Writes a file for each migration.
  static void files(Path folder, Function<Integer, String> name, Function<Integer, String> text)
      throws IOException {
    Files.createDirectories(folder);
    for (var number = 1; number <= UP.size(); number++) {
      Files.writeString(folder.resolve(name.apply(number)), text.apply(number));
    }
  }

  static String up(int number) {
    return UP.get(number - 1) + "\n";
  }

  static String down(int number) {
    return DOWN.get(number - 1) + "\n";
  }

  static String name(int number) {
    return NAMES.get(number - 1);
  }
}
