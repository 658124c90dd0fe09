package dev.revisor.engine.environment;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// How messages speak of files.
public final class Paths {
  private Paths() {}

  /// Relative to `directory` with `/` where the file lies inside, else absolute.
  static String shown(Path directory, Path file) {
    var text = file.toString();
    var folder = directory + "/";
    if (text.startsWith(folder) && !text.contains("/.")) {
      return text.substring(folder.length());
    }
    var absolute = file.toAbsolutePath().normalize();
    var inside = absolute.startsWith(directory) && !absolute.equals(directory);
    return (inside ? directory.relativize(absolute) : absolute).toString().replace('\\', '/');
  }

  /// Why a file could not be read or written, without its name.
  public static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "not found";
      case AccessDeniedException _ -> "permission denied";
      case FileSystemLoopException _ -> "a loop of symbolic links";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }
}
