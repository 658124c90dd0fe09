package dev.revisor.engine.run;

import dev.revisor.engine.history.DatabaseState;
import dev.revisor.plan.PlanResult;
import dev.revisor.plan.Planner;
import dev.revisor.plan.ScriptFacts;
import dev.revisor.plan.Scripts;
import dev.revisor.plan.StampPlanner;
import dev.revisor.plan.World;
import dev.revisor.revision.GraphResult;
import dev.revisor.revision.Revision;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import dev.revisor.revision.Target;
import dev.revisor.script.Checksum;
import dev.revisor.script.Downgrade;
import dev.revisor.script.Located;
import dev.revisor.script.Script;
import dev.revisor.script.ScriptReader;
import dev.revisor.script.Variables;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Revision files in memory.
final class TestScripts implements ScriptDirectory {
  private final Map<RevisionId, String> files = new LinkedHashMap<>();

  /// A revision on top of `parents` (comma-separated, may be empty).
  TestScripts add(String id, String parents, String upgrade, String downgrade) {
    return file(
        id,
        header(id, parents)
            + "-- revisor:upgrade\n"
            + upgrade
            + "\n-- revisor:downgrade\n"
            + downgrade
            + "\n");
  }

  /// A revision whose upgrade runs outside a transaction.
  TestScripts addWithoutTransaction(String id, String parents, String upgrade) {
    return file(id, header(id, parents) + "-- revisor:upgrade transaction=none\n" + upgrade + "\n");
  }

  private static String header(String id, String parents) {
    return "-- revisor:revision "
        + id
        + "\n"
        + (parents.isEmpty() ? "" : "-- revisor:revises " + parents + "\n")
        + "-- revisor:message make "
        + id
        + "\n";
  }

  /// A whole file.
  TestScripts file(String id, String text) {
    files.put(new RevisionId(id), text);
    return this;
  }

  TestScripts remove(String id) {
    files.remove(new RevisionId(id));
    return this;
  }

  String text(String id) {
    return text(new RevisionId(id));
  }

  private String text(RevisionId id) {
    return Objects.requireNonNull(files.get(id), () -> "no file " + id);
  }

  @Override
  public Optional<RevisionScript> script(RevisionId id) {
    return Optional.ofNullable(files.get(id))
        .map(
            text ->
                new RevisionScript(
                    revision(id),
                    graph().dependencies(id),
                    parse(id),
                    checksum(id).orElseThrow(),
                    id + ".sql",
                    () -> new StringReader(text)));
  }

  @Override
  public Optional<Checksum> checksum(RevisionId id) {
    return Optional.ofNullable(files.get(id)).map(TestScripts::checksum);
  }

  private static Checksum checksum(String text) {
    try {
      return Checksum.of(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Script parse(RevisionId id) {
    return switch (ScriptReader.read(text(id))) {
      case ScriptReader.Result.Valid(var script) -> script;
      case ScriptReader.Result.Invalid(_, var problems) ->
          throw new IllegalArgumentException(id + ": " + problems);
    };
  }

  private Revision revision(RevisionId id) {
    var header = parse(id).header();
    return new Revision(
        id,
        header.revises().stream().map(Located::value).map(RevisionId::new).toList(),
        header.dependsOn().stream().map(Located::value).toList(),
        header.labels().stream().map(Located::value).toList(),
        header.messageText(),
        null,
        Revision.Origin.file(id + ".sql"));
  }

  RevisionGraph graph() {
    return switch (RevisionGraph.of(files.keySet().stream().map(this::revision).toList())) {
      case GraphResult.Valid(var graph) -> graph;
      case GraphResult.Broken(var problems) ->
          throw new IllegalArgumentException(problems.toString());
    };
  }

  /// Plans for a command.
  Planning planning(Variables variables, Function<Planner, PlanResult> route) {
    return state ->
        switch (World.join(graph(), state.appliedState())) {
          case World.Joined.Refused(var refusal) -> new PlanResult.Refused(refusal);
          case World.Joined.Ok(var world) ->
              route.apply(new Planner(world, sources(state), variables.values()));
        };
  }

  private Scripts sources(DatabaseState state) {
    return new Scripts() {
      @Override
      public Optional<ScriptFacts> file(RevisionId id) {
        return Optional.ofNullable(files.get(id)).map(text -> facts(parse(id), checksum(text)));
      }

      @Override
      public Optional<ScriptFacts> stored(RevisionId id) {
        return state.storedFacts(id);
      }
    };
  }

  private static ScriptFacts facts(Script script, Checksum checksum) {
    var mode = script.upgrade().mode();
    return switch (script.downgrade()) {
      case Downgrade.Sql(var section) ->
          new ScriptFacts(checksum, mode, Optional.of(section.mode()), Optional.empty());
      case Downgrade.Irreversible(var reason, _) ->
          new ScriptFacts(checksum, mode, Optional.empty(), Optional.of(reason));
      case Downgrade.Missing _ ->
          new ScriptFacts(checksum, mode, Optional.empty(), Optional.empty());
    };
  }

  /// Stamps.
  Stamping stamping(List<Target> targets) {
    return state ->
        switch (World.join(graph(), state.appliedState())) {
          case World.Joined.Refused(var refusal) -> new Stamping.Result.Refused(refusal);
          case World.Joined.Ok(var world) ->
              switch (new StampPlanner(world).stamp(targets)) {
                case StampPlanner.Result.Refused(var refusal) ->
                    new Stamping.Result.Refused(refusal);
                case StampPlanner.Result.Planned(var stamp) ->
                    new Stamping.Result.Planned(
                        stamp, Set.copyOf(world.all().ancestors(stamp.after())));
              };
        };
  }
}
