package dev.revisor.schema.diff;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Dependency;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.Printable;
import dev.revisor.schema.SchemaObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was done to a schema by hand: what differs from what was accepted last.
///
/// @param lines one a change, for people: `table public.assets: column note added by hand`
public record Drift(List<String> lines) {
  public Drift {
    lines = List.copyOf(lines);
  }

  public static Drift between(Catalog accepted, Catalog live) {
    return new Drift(
        Changes.between(accepted, live).stream()
            .map(change -> line(change, accepted, live))
            .toList());
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /// The first changes in one sentence, and how many there are besides.
  public String inShort(int most) {
    var first = lines.stream().limit(most).collect(Collectors.joining("; "));
    return lines.size() <= most ? first : first + "; and " + (lines.size() - most) + " more";
  }

  /// What is accepted once a run has changed a schema: what it left, but for what had been done by
  /// hand before and what it did not touch. That stays as it was accepted, and so stays drift.
  ///
  /// @param accepted before the run
  /// @param before the schema that the run found
  /// @param after the schema that it left
  public static Catalog carried(Catalog accepted, Catalog before, Catalog after) {
    var ids = new TreeSet<>(accepted.objects().keySet());
    ids.addAll(before.objects().keySet());
    ids.addAll(after.objects().keySet());
    var objects = new ArrayList<SchemaObject>();
    for (var id : ids) {
      var byHand = !same(accepted.get(id), before.get(id));
      var untouched = same(before.get(id), after.get(id));
      var kept = byHand && untouched ? accepted.get(id) : after.get(id);
      if (kept != null) {
        objects.add(kept);
      }
    }
    var dependencies = new HashSet<Dependency>(accepted.dependencies());
    dependencies.addAll(after.dependencies());
    return Catalog.of(after.serverVersion(), objects, dependencies);
  }

  private static boolean same(@Nullable SchemaObject one, @Nullable SchemaObject other) {
    return one == null || other == null ? Objects.equals(one, other) : one.says(other);
  }

  private static String line(Change change, Catalog accepted, Catalog live) {
    var id = change.object();
    var done =
        switch (change.action()) {
          case ADDED -> "added by hand";
          case REMOVED -> "dropped by hand";
          case ALTERED -> "changed by hand" + change.details();
        };
    return Printable.line(
        id.kind().isPart()
            ? whole(id, accepted, live) + ": " + part(id) + " " + done
            : id.described() + ": " + done);
  }

  private static String part(ObjectId id) {
    return id.kind() == Kind.DEFAULT
        ? "default of " + id.detail()
        : id.kind().label() + " " + id.detail();
  }

  private static String whole(ObjectId part, Catalog accepted, Catalog live) {
    if (part.kind() == Kind.DOMAIN_CONSTRAINT) {
      return new ObjectId(Kind.DOMAIN, part.schema(), part.name()).described();
    }
    return live.relation(part.schema(), part.name())
        .or(() -> accepted.relation(part.schema(), part.name()))
        .map(relation -> relation.id().described())
        .orElse(part.qualified());
  }
}
