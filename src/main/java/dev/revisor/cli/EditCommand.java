package dev.revisor.cli;

import dev.revisor.engine.environment.CommandWords;
import dev.revisor.engine.result.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

final class EditCommand implements Command {
  final List<String> targets = new ArrayList<>();

  @Override
  public void declare(Declaration command) {
    command
        .describedAs("Open revisions in $VISUAL or $EDITOR.")
        .parameters("REV", "Ids, prefixes, labels, head, heads, current ….", targets);
  }

  @Override
  public ExitCode run(Session session) throws InterruptedException {
    var looked = Looked.at(session, Targets.parseAll(targets));
    if (looked.ids().isEmpty()) {
      throw Failure.of(Reason.UnknownRevision, "no current revisions: the database is at base");
    }
    var command = new ArrayList<>(editor(session.surroundings()));
    looked.ids().forEach(id -> command.add(looked.list().revisions().path(id).toString()));
    try {
      var process = new ProcessBuilder(command).inheritIO();
      process.directory(session.surroundings().workingDirectory().toFile());
      var code = process.start().waitFor();
      if (code != 0) {
        throw Failure.of(
            Reason.InvalidConfiguration,
            "the editor " + command.getFirst() + " ended with exit code " + code);
      }
    } catch (IOException _) {
      throw Failure.of(
          Reason.InvalidConfiguration, "the editor " + command.getFirst() + " does not start");
    }
    if (session.console().json()) {
      looked.list().printWhole(looked.ids());
    }
    return ExitCode.SUCCESS;
  }

  private static List<String> editor(Surroundings surroundings) {
    var text =
        surroundings.variable("VISUAL").or(() -> surroundings.variable("EDITOR")).orElse("vi");
    return CommandWords.split(text)
        .filter(words -> !words.isEmpty())
        .orElseThrow(
            () -> Failure.of(Reason.InvalidConfiguration, "EDITOR is no command: " + text));
  }
}
