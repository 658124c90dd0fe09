package dev.revisor.cli;

import dev.revisor.engine.environment.EnvironmentDirectory;
import dev.revisor.engine.environment.NewRevision;
import dev.revisor.engine.environment.PostWrite;
import dev.revisor.engine.environment.Problem;
import dev.revisor.engine.environment.RevisionDirectory;
import dev.revisor.engine.environment.RevisionWriter;
import dev.revisor.engine.result.Reason;
import dev.revisor.plan.World;
import dev.revisor.revision.GraphResult;
import dev.revisor.revision.Revision;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import dev.revisor.revision.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A revision file that is about to be written: what it revises and depends on is looked up, and
/// the graph with it must be sound before anything is written.
final class NewFile {
  private static final Pattern LABEL = Pattern.compile("[^\\s@:+,\\p{Cntrl}-]{1,128}");

  private final Session session;
  private final RevisionDirectory revisions;
  private final World world;
  private final List<RevisionId> parents = new ArrayList<>();
  private final List<String> dependencies = new ArrayList<>();

  NewFile(Session session) {
    this.session = session;
    this.revisions = session.revisionsToWriteTo();
    this.world = session.directoryWorld(revisions);
  }

  /// Which revisions may be revised.
  enum Parents {
    HEADS,
    ANY
  }

  /// What the user calls it.
  ///
  /// @param id random where absent
  record Named(String message, @Nullable String id, List<String> labels) {}

  void revise(List<String> targets, Parents allowed) {
    var found = new LinkedHashSet<RevisionId>();
    for (var target : targets) {
      for (var id : named(Targets.parse(target))) {
        if (!found.add(id)) {
          throw Failure.of(Reason.AmbiguousTarget, "revision " + id + " is named twice");
        }
      }
    }
    for (var id : found) {
      if (allowed == Parents.HEADS && !revisions.graph().isHead(id)) {
        throw Failure.of(
                Reason.AmbiguousTarget, "revision " + id + " is not a head, others revise it")
            .withHint("--splice begins a branch there");
      }
    }
    parents.addAll(found);
  }

  private List<RevisionId> named(Target target) {
    if (target instanceof Target.Head && revisions.graph().heads().size() > 1) {
      try {
        return Targets.revisions(world, target);
      } catch (Failure failure) {
        throw failure.withHint("'revisor merge heads' joins them");
      }
    }
    return Targets.revisions(world, target);
  }

  /// Labels stay labels, everything else becomes an id.
  void dependOn(List<String> targets) {
    for (var target : targets) {
      if (revisions.graph().labelled(target).isPresent()) {
        dependencies.add(target);
      } else {
        Targets.revisions(world, Targets.parse(target)).forEach(id -> dependencies.add(id.value()));
      }
    }
  }

  ExitCode write(Named named, @Nullable String versionPath) throws InterruptedException {
    return write(List.of(empty(named)), versionPath);
  }

  private NewRevision empty(Named named) {
    var instant = session.surroundings().clock().instant();
    named.labels().forEach(NewFile::checkLabel);
    return new NewRevision(
        id(named.id()), parents, dependencies, named.labels(), named.message(), instant, "", "");
  }

  /// Writes nothing: the text goes to standard output.
  ExitCode print(Named named) {
    var revision = empty(named);
    checkGraphWith(List.of(revision));
    var made = new RevisionWriter(revisions.environment()).text(revision);
    if (!made.problems().isEmpty()) {
      throw Failure.of(Reason.InvalidConfiguration, "no file was made", made.problems());
    }
    made.text().lines().forEach(line -> session.console().sql(line + "\n"));
    return ExitCode.SUCCESS;
  }

  /// Writes what was generated: a chain of revisions, the last of which has the name that was
  /// given.
  ExitCode write(Named named, @Nullable String versionPath, Autogenerate.Generated generated)
      throws InterruptedException {
    named.labels().forEach(NewFile::checkLabel);
    var drafts = generated.drafts();
    var chain = new ArrayList<NewRevision>();
    for (var at = 0; at < drafts.size(); at++) {
      var first = at == 0;
      var last = at == drafts.size() - 1;
      var part = drafts.size() == 1 ? "" : " (%d of %d)".formatted(at + 1, drafts.size());
      chain.add(
          new NewRevision(
              id(last ? named.id() : null),
              first ? parents : List.of(chain.getLast().id()),
              first ? dependencies : List.of(),
              first ? named.labels() : List.of(),
              named.message() + part,
              session.surroundings().clock().instant(),
              GeneratedSql.upgrade(drafts.get(at), first ? generated.doubts() : List.of()),
              GeneratedSql.downgrade(drafts.get(at)),
              GeneratedSql.allowance(drafts.get(at)),
              GeneratedSql.modes(drafts.get(at))));
    }
    return write(chain, versionPath);
  }

  private ExitCode write(List<NewRevision> chain, @Nullable String versionPath)
      throws InterruptedException {
    checkGraphWith(chain);
    var location = new VersionPath(session, revisions).choose(versionPath, parents);
    var writer = new RevisionWriter(revisions.environment());
    var paths = new ArrayList<Path>();
    for (var revision : chain) {
      switch (writer.write(revision, location)) {
        case RevisionWriter.Result.Refused(var problems) ->
            throw Failure.of(Reason.InvalidConfiguration, "no file was written", problems);
        case RevisionWriter.Result.Written(var path) -> paths.add(path);
      }
    }
    return report(chain, paths);
  }

  private RevisionId id(@Nullable String given) {
    if (given == null) {
      var uuid = session.surroundings().ids().get().toString();
      return new RevisionId(uuid.substring(uuid.length() - 12));
    }
    if (!RevisionId.isValid(given)) {
      throw Failure.usage(
          "a revision id must be 1 to 64 letters, digits, _ or ., was '" + given + "'");
    }
    var id = new RevisionId(given);
    revisions
        .graph()
        .find(id)
        .ifPresent(
            there -> {
              throw Failure.usage("revision " + id + " exists: " + there.origin().path());
            });
    return id;
  }

  private static void checkLabel(String label) {
    if (!LABEL.matcher(label).matches()) {
      throw Failure.usage("a label must be without blanks and @ : + - , was '" + label + "'");
    }
  }

  private void checkGraphWith(List<NewRevision> chain) {
    var all = new ArrayList<>(revisions.graph().revisions());
    for (var revision : chain) {
      all.add(
          new Revision(
              revision.id(),
              revision.revises(),
              revision.dependsOn(),
              revision.labels(),
              revision.message(),
              revision.created(),
              Revision.Origin.file("(new)")));
    }
    if (RevisionGraph.of(all) instanceof GraphResult.Broken(var problems)) {
      throw Failure.usage(problems.getFirst().message());
    }
  }

  private ExitCode report(List<NewRevision> chain, List<Path> paths) throws InterruptedException {
    var console = session.console();
    var problems = new ArrayList<Problem>();
    for (var path : paths) {
      problems.addAll(PostWrite.run(revisions.environment(), path));
    }
    problems.forEach(problem -> console.warn(problem.toString()));
    if (console.json()) {
      console.document("Created", json -> write(json, chain, paths, problems));
    } else if (!console.quiet()) {
      paths.forEach(path -> console.line("  Generating " + path + " ...  done"));
    }
    return problems.isEmpty() ? ExitCode.SUCCESS : ExitCode.USER;
  }

  private static void write(
      JsonWriter json, List<NewRevision> chain, List<Path> paths, List<Problem> problems)
      throws java.io.IOException {
    json.objects(
        "revisions",
        chain,
        each ->
            json.text("revision", each.id().value())
                .text("path", paths.get(chain.indexOf(each)).toString()));
    json.problems(problems);
  }

  /// Where files of an environment go.
  private record VersionPath(Session session, RevisionDirectory revisions) {
    /// `--version-path`, else the only location, else that of the parent's file.
    Path choose(@Nullable String versionPath, List<RevisionId> parents) {
      var environment = revisions.environment();
      if (versionPath != null) {
        return named(environment, versionPath);
      }
      var locations = environment.versionLocations();
      if (locations.size() == 1) {
        return locations.getFirst();
      }
      return parents.stream()
          .map(revisions::path)
          .flatMap(file -> locations.stream().filter(file::startsWith))
          .findFirst()
          .orElseThrow(
              () -> Failure.usage("there are several versionLocations; name one: --version-path"));
    }

    private Path named(EnvironmentDirectory environment, String versionPath) {
      var choices =
          List.of(
              environment.path().resolve(versionPath).normalize(),
              session.surroundings().resolve(versionPath));
      return environment.versionLocations().stream()
          .filter(choices::contains)
          .findFirst()
          .orElseThrow(
              () -> Failure.usage(versionPath + " is none of versionLocations in revisor.yaml"));
    }
  }
}
