package dev.revisor.engine.environment;

import dev.revisor.engine.environment.Configuration.Search;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;

/// The revision files of a directory: those of the version locations whose names end in `.sql` and
/// do not begin with a dot. Names ending otherwise (`x.sql~`, `.x.sql.swp`, `README`) are none of
/// ours, nor is anything in a folder whose name begins with a dot. Symbolic links are followed,
/// since mounted volumes consist of them.
///
/// @param paths absolute, each once; sorted within its location, locations in configured order
/// @param problems folders that cannot be read, sorted
record RevisionFiles(List<Path> paths, List<Problem> problems) {

  static RevisionFiles find(EnvironmentDirectory directory) {
    var search = new Collector(directory);
    var depth =
        directory.configuration().files().search() == Search.RECURSIVE ? Integer.MAX_VALUE : 1;
    var seen = new LinkedHashSet<Path>();
    for (var location : directory.versionLocations()) {
      if (!Files.isDirectory(location)) {
        search.problem(location, "not a directory; it is one of versionLocations");
        continue;
      }
      try {
        Files.walkFileTree(location, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, search);
      } catch (IOException e) {
        search.problem(location, Paths.reason(e));
      }
      search.found.sort(null);
      seen.addAll(search.found);
      search.found.clear();
    }
    return new RevisionFiles(List.copyOf(seen), search.problems.stream().sorted().toList());
  }

  private static final class Collector extends SimpleFileVisitor<Path> {
    private final EnvironmentDirectory directory;
    private final List<Path> found = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private Collector(EnvironmentDirectory directory) {
      this.directory = directory;
    }

    private void problem(Path path, String message) {
      problems.add(new Problem(directory.shown(path), 0, 0, message));
    }

    private static boolean isHidden(Path path) {
      return path.getFileName().toString().startsWith(".");
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return isHidden(folder) && !directory.versionLocations().contains(folder)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      var name = file.getFileName().toString();
      if (name.startsWith(".") || !name.endsWith(".sql") || attributes.isDirectory()) {
        return FileVisitResult.CONTINUE;
      }
      if (attributes.isRegularFile()) {
        found.add(file);
      } else {
        var dead = attributes.isSymbolicLink();
        problem(file, dead ? "a link to a file that is not there" : "not a regular file");
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      if (!isHidden(file)) {
        problem(file, Paths.reason(e));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
