package dev.revisor.cli;

import dev.revisor.engine.adopt.Tool;
import dev.revisor.engine.environment.CommandWords;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

final class ImportCommand implements Command {
  String tool = "";
  String project = "";
  @Nullable String table;
  boolean filesOnly;
  boolean stubs;
  String alembic = "alembic";

  @Override
  public void declare(Declaration command) {
    command
        .describedAs(
            "Adopt another tool's project: write its migrations as revisions and, where a database"
                + " is named, set its version to what the tool's own table says. Nothing is run."
                + " Done again, it adds what is new.")
        .parameter(
            "TOOL",
            "alembic, flyway, liquibase, goose, dbmate or golang-migrate.",
            value -> tool = value)
        .parameter(
            "DIR",
            "The folder of its migrations; of Alembic: of alembic.ini, or the scripts'.",
            value -> project = value)
        .option(
            "--table",
            "TABLE",
            "The tool's table of what is applied, if not the usual one.",
            value -> table = value)
        .flag(
            "--files-only",
            "Write the revisions and look at no database.",
            value -> filesOnly = value)
        .flag(
            "--stubs",
            "Let what is not SQL become revisions that fail when run, to be written by hand.",
            value -> stubs = value)
        .option(
            "--alembic",
            "COMMAND",
            "How to run Alembic: 'poetry run alembic'; by default alembic.",
            value -> alembic = value);
  }

  @Override
  public ExitCode run(Session session) throws InterruptedException {
    var chosen =
        Arrays.stream(Tool.values()).filter(each -> each.toString().equals(tool)).findFirst();
    if (chosen.isEmpty()) {
      throw Failure.usage(
          "no tool '"
              + tool
              + "'; those that can be imported from are "
              + Arrays.stream(Tool.values()).map(Tool::toString).collect(Collectors.joining(", ")));
    }
    var words = CommandWords.split(alembic).filter(each -> !each.isEmpty());
    if (words.isEmpty()) {
      throw Failure.usage("--alembic takes a command, was '" + alembic + "'");
    }
    var choices =
        new Import.Choices(chosen.get(), project, Optional.ofNullable(table), stubs, words.get());
    var adoption = new Import(session, choices);
    return adoption.run(filesOnly ? Import.Scope.FILES : Import.Scope.DATABASE);
  }
}
