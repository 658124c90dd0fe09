package dev.revisor.operator;

import dev.revisor.api.SchemaMigrationStatus.DatabaseStatus;
import dev.revisor.engine.history.ServerFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which of several resources a database belongs to: the oldest. One database is one version table
/// in it, whatever the URLs say.
///
/// A physical copy has the same system identifier and the same oids, so that only the time when the
/// server was started tells them apart: two servers, if both were looked at while both ran. Until
/// that is known they are taken to be one.
final class Claims {
  private Claims() {}

  /// Another resource.
  ///
  /// @param recorded what its status says of the database that its spec names; null before its
  ///   first look
  /// @param seen the last look at its database, by this operator
  /// @param isAwaited whether the end of its first look is worth waiting for
  record Other(
      Observation.Identity identity,
      @Nullable DatabaseStatus recorded,
      DatabaseView seen,
      boolean isAwaited) {}

  /// What stands between a resource and its database.
  sealed interface Rival {
    /// It belongs to an older resource.
    record Owner(Observation.Identity identity) implements Rival {}

    /// An older resource has not been looked at yet.
    record Unknown(Observation.Identity identity) implements Rival {}

    /// A younger resource has a Job that is at work on it.
    record AtWork(Observation.Identity identity) implements Rival {}
  }

  /// What those have in common that may be for one database: it is coarser than [#rival], and never
  /// tells two apart that are the same.
  static String key(@Nullable String systemIdentifier, @Nullable String versionTable) {
    return "at " + (systemIdentifier == null ? "" : systemIdentifier) + " " + versionTable;
  }

  static String key(DatabaseView.Read read) {
    return key(
        read.state().server().systemIdentifier().orElse(null),
        read.state().versionTable().toString());
  }

  /// @param older the oldest first
  /// @param younger those that have an active Job
  static Optional<Rival> rival(DatabaseView.Read mine, List<Other> older, List<Other> younger) {
    return owner(mine, older)
        .or(
            () ->
                younger.stream()
                    .filter(one -> isSame(mine, one))
                    .findFirst()
                    .map(one -> new Rival.AtWork(one.identity())));
  }

  private static Optional<Rival> owner(DatabaseView.Read mine, List<Other> older) {
    var owner = older.stream().filter(one -> isSame(mine, one)).findFirst();
    if (owner.isPresent()) {
      return Optional.of(new Rival.Owner(owner.get().identity()));
    }
    return older.stream()
        .filter(Other::isAwaited)
        .filter(one -> one.recorded() == null && one.seen() instanceof DatabaseView.Unseen)
        .findFirst()
        .map(one -> new Rival.Unknown(one.identity()));
  }

  private static boolean isSame(DatabaseView.Read mine, Other other) {
    if (other.seen() instanceof DatabaseView.Read seen) {
      return isSame(mine, seen);
    }
    var recorded = other.recorded();
    var server = mine.state().server();
    return recorded != null
        && recorded.systemIdentifier() != null
        && server.systemIdentifier().filter(recorded.systemIdentifier()::equals).isPresent()
        && server.databaseName().equals(recorded.name())
        && mine.state().versionTable().toString().equals(recorded.versionTable());
  }

  private static boolean isSame(DatabaseView.Read one, DatabaseView.Read other) {
    return isSamePlace(one, other)
        && (areOneServer(one.state().server(), other.state().server())
            || !areTwoServers(one, other));
  }

  /// As far as their numbers and names tell.
  static boolean isSamePlace(DatabaseView.Read one, DatabaseView.Read other) {
    var mine = one.state().server();
    var its = other.state().server();
    return isSameName(mine, its)
        && mine.systemIdentifier().equals(its.systemIdentifier())
        && one.state().versionTable().equals(other.state().versionTable());
  }

  /// What a run tells of its database has no oid.
  private static boolean isSameName(ServerFacts mine, ServerFacts its) {
    return mine.databaseOid() == 0 || its.databaseOid() == 0
        ? mine.databaseName().equals(its.databaseName())
        : mine.databaseOid() == its.databaseOid();
  }

  /// To the millisecond.
  private static boolean areOneServer(ServerFacts mine, ServerFacts its) {
    return mine.startedAt().equals(its.startedAt())
        && mine.databaseName().equals(its.databaseName())
        && mine.systemIdentifier().equals(its.systemIdentifier());
  }

  private static boolean areTwoServers(DatabaseView.Read one, DatabaseView.Read other) {
    var mine = one.state().server();
    var its = other.state().server();
    boolean otherIdentifier =
        mine.systemIdentifier().isEmpty()
            || !mine.systemIdentifier().equals(its.systemIdentifier());
    return otherIdentifier
        || (!mine.startedAt().equals(its.startedAt())
            && ranAt(mine, other.at())
            && ranAt(its, one.at()));
  }

  private static boolean ranAt(ServerFacts server, Instant time) {
    return !time.isBefore(server.startedAt());
  }
}
