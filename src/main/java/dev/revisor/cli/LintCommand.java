package dev.revisor.cli;

import dev.revisor.lint.Finding;
import dev.revisor.lint.LintOptions;
import dev.revisor.plan.World;
import dev.revisor.revision.Revision;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class LintCommand implements Command {
  /// How findings are printed.
  enum Format {
    text,
    json,
    sarif,
    github
  }

  @Nullable String range;
  @Nullable Format format;
  @Nullable Integer serverVersion;

  @Override
  public void declare(Declaration command) {
    command
        .describedAs(
            "Find statements that lose data, break applications or make them wait.",
            "With --url or --env it also asks the database: its version, "
                + "what it has, sizes of tables.")
        .optionalParameter(
            "[START]:[END]",
            "Only these revisions, as in history; ID:ID is one. By default all.",
            value -> range = value)
        .choice(
            "--format",
            Format.class,
            "How findings are printed; github: as annotations of a workflow.",
            value -> format = value)
        .number(
            "--server-version",
            "MAJOR",
            "The server's major version, if no database is asked; 14 by default.",
            value -> serverVersion = value);
  }

  @Override
  public ExitCode run(Session session) {
    var revisions = session.revisions();
    var ends = Optional.ofNullable(range).map(RangeEnds::parse);
    var setup = setup(session, LintSetup.of(new ScriptFiles(revisions)));
    var ids =
        ends.map(each -> each.within(world(session, each, setup)))
            .orElseGet(() -> revisions.graph().revisions().stream().map(Revision::id).toList());
    var known = ids.stream().filter(revisions.graph()::contains).toList();
    var findings = setup.linter().lint(known);
    print(session, setup, findings);
    return findings.stream().anyMatch(Finding::isRefused) ? ExitCode.REFUSED : ExitCode.SUCCESS;
  }

  private static World world(Session session, RangeEnds ends, LintSetup setup) {
    return ends.needDatabase()
        ? session.databaseWorld(setup.revisions())
        : session.directoryWorld(setup.revisions());
  }

  private LintSetup setup(Session session, LintSetup setup) {
    if (serverVersion != null && serverVersion < LintOptions.OLDEST_SERVER) {
      throw Failure.usage("--server-version must be 14 or more, was " + serverVersion);
    }
    var options = session.options();
    var asked = options.url != null || options.environment != null;
    var known = asked ? setup.with(session.database(setup.revisions().environment())) : setup;
    return serverVersion == null ? known : known.withServer(serverVersion);
  }

  private void print(Session session, LintSetup setup, List<Finding> findings) {
    var console = session.console();
    var chosen = format != null ? format : console.json() ? Format.json : Format.text;
    var places = new FindingPlaces(session, setup.revisions());
    switch (chosen) {
      case text -> new FindingsText(console, places).print(findings);
      case json -> FindingsJson.print(console, findings);
      case sarif -> new FindingsSarif(console, places).print(findings);
      case github -> new FindingsGithub(console, places).print(findings);
    }
  }
}
