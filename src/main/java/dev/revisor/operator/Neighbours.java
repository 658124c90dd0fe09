package dev.revisor.operator;

import dev.revisor.api.SchemaMigration;
import dev.revisor.api.SchemaMigrationStatus;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The other resources that may be for the same database. An index finds them, so that it takes no
/// longer the more resources there are; [Claims] looks closer.
final class Neighbours {
  private static final String INDEX = "neighbours";
  private static final String UNKNOWN = "unknown";

  /// The first look at a database is over by then, whether it was reached or not.
  private static final Duration LONGEST_FIRST_LOOK = Duration.ofMinutes(1);

  /// The oldest first; of those that were made within a second, any order that stays.
  private static final Comparator<SchemaMigration> AGE =
      Comparator.comparing(
              (SchemaMigration resource) -> resource.getMetadata().getCreationTimestamp())
          .thenComparing(resource -> resource.getMetadata().getUid());

  private final Instant started = Instant.now();
  private final DatabaseWatch databases;

  Neighbours(DatabaseWatch databases) {
    this.databases = databases;
  }

  /// Has the cache of resources keep the index.
  static void index(EventSourceContext<SchemaMigration> context) {
    context.getPrimaryCache().addIndexer(INDEX, Neighbours::keys);
  }

  /// By its uid, and by what its status says of the database that its spec names.
  static List<String> keys(SchemaMigration resource) {
    return List.of(
        uid(resource.getMetadata().getUid()),
        recorded(resource)
            .map(known -> Claims.key(known.systemIdentifier(), known.versionTable()))
            .orElse(UNKNOWN));
  }

  /// Those that were there before, the oldest first.
  List<Claims.Other> older(
      SchemaMigration resource,
      DatabaseView.Read mine,
      Context<SchemaMigration> context,
      Instant now) {
    return candidates(mine, context.getPrimaryCache())
        .filter(other -> AGE.compare(other, resource) < 0)
        .map(other -> other(other, now))
        .toList();
  }

  /// Those that were made afterwards, as resources.
  Stream<SchemaMigration> younger(
      SchemaMigration resource, DatabaseView.Read mine, Context<SchemaMigration> context) {
    return candidates(mine, context.getPrimaryCache())
        .filter(other -> AGE.compare(other, resource) > 0);
  }

  /// Those whose status or whose last look names the same, and those of which nothing is known.
  private Stream<SchemaMigration> candidates(
      DatabaseView.Read mine, IndexedResourceCache<SchemaMigration> cache) {
    var key = Claims.key(mine);
    var seen =
        databases.seenAt(key).stream().flatMap(one -> cache.byIndex(INDEX, uid(one)).stream());
    return Stream.of(
            cache.byIndex(INDEX, key).stream(), cache.byIndex(INDEX, UNKNOWN).stream(), seen)
        .flatMap(those -> those)
        .collect(
            java.util.stream.Collectors.toMap(
                one -> one.getMetadata().getUid(), one -> one, (one, _) -> one))
        .values()
        .stream()
        .sorted(AGE);
  }

  Claims.Other other(SchemaMigration other, Instant now) {
    var metadata = other.getMetadata();
    var since = Instant.parse(metadata.getCreationTimestamp());
    var first = since.isBefore(started) ? started : since;
    return new Claims.Other(
        new Observation.Identity(metadata.getNamespace(), metadata.getName(), metadata.getUid()),
        recorded(other).orElse(null),
        databases.last(metadata.getUid()),
        !other.isMarkedForDeletion() && now.isBefore(first.plus(LONGEST_FIRST_LOOK)));
  }

  private static Optional<SchemaMigrationStatus.DatabaseStatus> recorded(SchemaMigration other) {
    return Optional.ofNullable(other.getStatus())
        .map(SchemaMigrationStatus::database)
        .filter(known -> known.isAt(RunKey.place(other.getSpec().database())));
  }

  private static String uid(String uid) {
    return "uid " + uid;
  }
}
