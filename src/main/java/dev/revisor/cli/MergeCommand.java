package dev.revisor.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class MergeCommand implements Command {
  final List<String> heads = new ArrayList<>();
  @Nullable String message;
  final List<String> labels = new ArrayList<>();
  @Nullable String id;
  boolean splice;

  @Override
  public void declare(Declaration command) {
    command
        .describedAs("Make a revision that joins several heads.")
        .parameters("REV", "The heads to join, or 'heads'.", heads)
        .option("-m --message", "TEXT", "What it does, in a line.", value -> message = value)
        .repeatable(
            "--branch-label", "LABEL", "A label for the line that begins here; repeatable.", labels)
        .option(
            "--rev-id",
            "ID",
            "The id, instead of twelve random hexadecimal digits.",
            value -> id = value)
        .flag("--splice", "Allow revisions that are not heads.", value -> splice = value);
  }

  @Override
  public ExitCode run(Session session) throws InterruptedException {
    var file = new NewFile(session);
    file.revise(heads, splice ? NewFile.Parents.ANY : NewFile.Parents.HEADS);
    return file.write(new NewFile.Named(message == null ? "" : message, id, labels), null);
  }
}
