package dev.revisor.cli;

import dev.revisor.engine.environment.NewEnvironment;
import dev.revisor.engine.environment.Paths;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import org.jspecify.annotations.Nullable;

final class InitCommand implements Command {
  @Nullable String target;
  @Nullable String template;

  @Override
  public void declare(Declaration command) {
    command
        .describedAs("Make a new environment directory.")
        .optionalParameter(
            "DIR",
            "Where; empty or not there yet. By default -d, else ./migrations.",
            value -> target = value)
        .option(
            "-t --template",
            "NAME",
            "One of those that 'list-templates' lists; by default 'default'.",
            value -> template = value);
  }

  @Override
  public ExitCode run(Session session) {
    if (template != null && !ListTemplatesCommand.isKnown(template)) {
      throw Failure.usage("no template '" + template + "'; 'revisor list-templates' lists them");
    }
    var options = session.options();
    var text =
        target != null ? target : options.directory != null ? options.directory : "migrations";
    var directory = session.surroundings().resolve(text);
    try {
      var written = NewEnvironment.create(directory);
      if (session.console().json()) {
        session
            .console()
            .document(
                "Environment",
                json ->
                    json.text("path", directory.toString())
                        .texts("files", written.stream().map(session::shown).toList()));
        return ExitCode.SUCCESS;
      }
      written.forEach(file -> session.console().line("created " + session.shown(file)));
      return ExitCode.SUCCESS;
    } catch (DirectoryNotEmptyException _) {
      throw Failure.usage("directory " + text + " already exists and is not empty");
    } catch (FileAlreadyExistsException e) {
      throw Failure.usage(e.getFile() + " exists and is not a directory");
    } catch (IOException e) {
      throw Failure.usage("cannot write to " + text + ": " + Paths.reason(e));
    }
  }
}
