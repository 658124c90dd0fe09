package dev.revisor.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The part of [Training] that is about long histories: many files are read at once, branches part
/// and meet, and each step is got ready while the server works at the one before it.
///
/// @param folder an empty one, whose name has no blank
record HistoryTraining(Path folder, Surroundings surroundings) {
  /// More than those from which on files are read at once.
  private static final int REVISIONS = 600;

  /// Every so many revisions, a merge of the two before it.
  private static final int SPAN = 20;

  private static final List<String> WITHOUT_DATABASE =
      List.of("heads", "history", "branches", "upgrade heads --from base --dry-run --lint off");

  private static final List<String> WITH_DATABASE =
      List.of("upgrade heads", "upgrade heads", "current", "downgrade base");

  void run(List<String> urls) throws IOException {
    Files.createDirectory(folder.resolve("versions"));
    for (var number = 1; number <= REVISIONS; number++) {
      Files.writeString(folder.resolve("versions/" + id(number) + "_r.sql"), script(number));
    }
    var withDatabase =
        urls.stream()
            .limit(1)
            .flatMap(url -> WITH_DATABASE.stream().map(command -> command + " --url " + url));
    Stream.concat(WITHOUT_DATABASE.stream(), withDatabase)
        .map(command -> List.of((command + " -d " + folder).split(" ", -1)))
        .forEach(words -> Main.run(words, surroundings));
  }

  private static String script(int number) {
    var revises =
        switch (number % SPAN) {
          case 0 -> id(number - 1) + ", " + id(number - 2);
          case SPAN - 1 -> id(number - 2);
          default -> id(number - 1);
        };
    return "-- revisor:revision %s\n%s-- revisor:message R\n\n%s%s"
        .formatted(
            id(number),
            number == 1 ? "" : "-- revisor:revises " + revises + "\n",
            "-- revisor:upgrade\nCOMMENT ON SCHEMA public IS 'up';\n\n",
            "-- revisor:downgrade\nCOMMENT ON SCHEMA public IS 'down';\n");
  }

  private static String id(int number) {
    return "%012x".formatted(number);
  }
}
