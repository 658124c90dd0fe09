package dev.revisor.jpa;

import java.io.File;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/// Finds the mapped classes of a package on the class path.
final class EntityScan {
  private static final String CLASS = ".class";

  private final Set<String> annotations;

  /// @param prefix of the names of JPA's annotations
  EntityScan(String prefix) {
    annotations =
        List.of("Entity", "Embeddable", "MappedSuperclass", "Converter").stream()
            .map(name -> prefix + name)
            .collect(Collectors.toSet());
  }

  /// Sorted; those of packages below as well.
  ///
  /// @throws IllegalStateException when there is none
  List<String> classesOf(String name) throws IOException {
    var folder = name.replace('.', '/') + "/";
    var found = new TreeSet<String>();
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      for (var file : files(Path.of(entry))) {
        if (file.startsWith(folder) && file.endsWith(CLASS)) {
          found.add(file.substring(0, file.length() - CLASS.length()).replace('/', '.'));
        }
      }
    }
    found.removeIf(each -> !isMapped(each));
    if (found.isEmpty()) {
      throw new IllegalStateException("no entities are in the package " + name);
    }
    return new ArrayList<>(found);
  }

  private static List<String> files(Path entry) throws IOException {
    if (Files.isDirectory(entry)) {
      try (var files = Files.walk(entry)) {
        return files
            .map(file -> entry.relativize(file).toString().replace(File.separatorChar, '/'))
            .collect(Collectors.toList());
      }
    }
    if (!Files.isRegularFile(entry)) {
      return List.of();
    }
    try (var jar = new JarFile(entry.toFile())) {
      return jar.stream().map(each -> each.getName()).collect(Collectors.toList());
    }
  }

  private boolean isMapped(String name) {
    try {
      var type = Class.forName(name, false, EntityScan.class.getClassLoader());
      return Arrays.stream(type.getAnnotations())
          .map(Annotation::annotationType)
          .anyMatch(each -> annotations.contains(each.getName()));
    } catch (UnsupportedClassVersionError e) {
      throw new IllegalStateException(
          "the entities need a later Java than "
              + System.getProperty("java.home")
              + "; name one with 'java' in 'schema.jpa', or with JAVA_HOME",
          e);
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
