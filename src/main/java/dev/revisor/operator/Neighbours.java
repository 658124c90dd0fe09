package dev.revisor.operator;

import dev.revisor.api.SchemaMigration;
import dev.revisor.api.SchemaMigrationStatus;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The other resources that may be for the same database. An index finds them, so that it takes no
/// longer the more resources there are; [Claims] looks closer.
final class Neighbours {
  private static final String INDEX = "neighbours";
  private static final String UNKNOWN = "unknown";

  /// The oldest first; of those that were made within a second, any order that stays.
  private static final Comparator<SchemaMigration> AGE =
      Comparator.comparing(
              (SchemaMigration resource) -> resource.getMetadata().getCreationTimestamp())
          .thenComparing(resource -> resource.getMetadata().getUid());

  private final AtomicReference<@Nullable Instant> started = new AtomicReference<>();
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
        byUid(uid(resource)),
        recorded(resource)
            .map(known -> Claims.key(known.systemIdentifier(), known.versionTable()))
            .orElse(UNKNOWN));
  }

  /// The resource of that uid as the watch brought it, whatever was written since.
  static Optional<SchemaMigration> watched(
      String uid, IndexedResourceCache<SchemaMigration> cache) {
    return cache.byIndex(INDEX, byUid(uid)).stream().findFirst();
  }

  /// Those that were there before and may be for the same, the oldest first.
  List<Claims.Other> older(
      SchemaMigration resource,
      DatabaseView.Read mine,
      Context<SchemaMigration> context,
      Instant now) {
    var cache = context.getPrimaryCache();
    var known = known(mine, cache).filter(other -> AGE.compare(other, resource) < 0).sorted(AGE);
    return Stream.concat(
            known.map(other -> other(other, now)), unseen(resource, cache, now).stream())
        .toList();
  }

  /// The oldest of those that were there before, and that are waited for. It asks as little of each
  /// as it can: where a thousand are new, each asks this of all others.
  private Optional<Claims.Other> unseen(
      SchemaMigration resource, IndexedResourceCache<SchemaMigration> cache, Instant now) {
    return cache.byIndex(INDEX, UNKNOWN).stream()
        .filter(other -> databases.last(uid(other)) instanceof DatabaseView.Unseen)
        .filter(other -> AGE.compare(other, resource) < 0)
        .filter(other -> isAwaited(other, now))
        .min(AGE)
        .map(other -> other(other, now));
  }

  /// Those that were made afterwards and are known to be for the same, as resources.
  Stream<SchemaMigration> younger(
      SchemaMigration resource, DatabaseView.Read mine, Context<SchemaMigration> context) {
    return known(mine, context.getPrimaryCache()).filter(other -> AGE.compare(other, resource) > 0);
  }

  /// Those whose status or whose last look names the same; some of them twice.
  private Stream<SchemaMigration> known(
      DatabaseView.Read mine, IndexedResourceCache<SchemaMigration> cache) {
    var key = Claims.key(mine);
    return Stream.concat(
            cache.byIndex(INDEX, key).stream(),
            databases.seenAt(key).stream().flatMap(uid -> watched(uid, cache).stream()))
        .filter(other -> isNamedAs(mine, other));
  }

  /// A server may have hundreds of databases: those of other names are left out before anything is
  /// made of them.
  private boolean isNamedAs(DatabaseView.Read mine, SchemaMigration other) {
    if (databases.last(uid(other)) instanceof DatabaseView.Read seen) {
      return Claims.isSamePlace(mine, seen);
    }
    var recorded = other.getStatus() == null ? null : other.getStatus().database();
    return recorded != null && mine.state().server().databaseName().equals(recorded.name());
  }

  Claims.Other other(SchemaMigration other, Instant now) {
    var metadata = other.getMetadata();
    return new Claims.Other(
        new Observation.Identity(metadata.getNamespace(), metadata.getName(), metadata.getUid()),
        recorded(other).orElse(null),
        databases.last(metadata.getUid()),
        isAwaited(other, now));
  }

  private boolean isAwaited(SchemaMigration other, Instant now) {
    return !other.isMarkedForDeletion()
        && databases.isAwaited(uid(other), () -> earliest(other, now), now);
  }

  private Instant earliest(SchemaMigration other, Instant now) {
    var created = Instant.parse(other.getMetadata().getCreationTimestamp());
    return created.isBefore(started(now)) ? started(now) : created;
  }

  /// When the first pass was made: an operator may stand by for long before it works.
  private Instant started(Instant now) {
    started.compareAndSet(null, now);
    return Objects.requireNonNull(started.get());
  }

  private static Optional<SchemaMigrationStatus.DatabaseStatus> recorded(SchemaMigration other) {
    return Optional.ofNullable(other.getStatus())
        .map(SchemaMigrationStatus::database)
        .filter(known -> known.isAt(RunKey.place(other.getSpec().database())));
  }

  private static String uid(SchemaMigration resource) {
    return resource.getMetadata().getUid();
  }

  private static String byUid(String uid) {
    return "uid " + uid;
  }
}
