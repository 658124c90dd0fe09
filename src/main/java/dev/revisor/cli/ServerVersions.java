package dev.revisor.cli;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.scratch.ScratchDatabase;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Says once when schemas of servers of different major versions are compared: a later one may
/// write what an earlier one does not know.
final class ServerVersions {
  private final Console console;
  private final Set<String> scratches = new HashSet<>();
  private Optional<Integer> scratch = Optional.empty();
  private Optional<Integer> other = Optional.empty();

  ServerVersions(Console console) {
    this.console = console;
  }

  synchronized void ofScratch(ScratchDatabase database) {
    scratches.add(database.settings().database());
  }

  /// @param major of the server that scratch databases are made on
  synchronized void ofScratchServer(int major) {
    say(() -> scratch = Optional.of(major));
  }

  /// @param major of the server of a database that is being read
  synchronized void look(ConnectionSettings database, int major) {
    if (scratches.contains(database.database())) {
      ofScratchServer(major);
    } else {
      say(() -> other = Optional.of(major));
    }
  }

  private void say(Runnable learn) {
    var known = scratch.isPresent() && other.isPresent();
    learn.run();
    if (!known && scratch.isPresent() && other.isPresent() && !scratch.equals(other)) {
      console.note(
          "the scratch server is PostgreSQL %d, the database's PostgreSQL %d; choose one of the same"
                  .formatted(scratch.get(), other.get())
              + " version with 'scratch' in revisor.yaml");
    }
  }
}
