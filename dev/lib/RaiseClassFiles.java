import static java.lang.classfile.ClassFile.ClassHierarchyResolverOption;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Copies a jar and raises its class files to Java 8's version, with the stack maps that this wants. The JVM keeps
/// no class of Java 5 in an AOT cache; picocli is compiled for that, and is a third of what a short run loads.
///
///     java RaiseClassFiles.java IN.jar OUT.jar
void main(String[] arguments) throws IOException {
  try (var in = new ZipFile(arguments[0]);
      var out = new ZipOutputStream(Files.newOutputStream(Path.of(arguments[1])))) {
    var classes = ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(hierarchy(in)));
    for (var entry : in.stream().filter(entry -> !entry.isDirectory() && !isOfModules(entry)).toList()) {
      var bytes = in.getInputStream(entry).readAllBytes();
      var copy = new ZipEntry(entry.getName());
      copy.setTimeLocal(entry.getTimeLocal());
      out.putNextEntry(copy);
      out.write(entry.getName().endsWith(".class") ? raised(classes, bytes) : bytes);
      out.closeEntry();
    }
  }
}

/// A module's descriptor is of a newer version already; the runner is a class path.
boolean isOfModules(ZipEntry entry) {
  return entry.getName().endsWith("module-info.class");
}

byte[] raised(ClassFile classes, byte[] bytes) {
  var version = ClassTransform.dropping(element -> element instanceof ClassFileVersion);
  var code = ClassTransform.transformingMethodBodies((builder, element) -> builder.with(element));
  return classes.transformClass(
      classes.parse(bytes),
      version.andThen(code).andThen(ClassTransform.endHandler(builder -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0))));
}

ClassHierarchyResolver hierarchy(ZipFile jar) {
  return ClassHierarchyResolver.ofResourceParsing(type -> classFile(jar, type))
      .orElse(ClassHierarchyResolver.defaultResolver());
}

/// The class file of a type, null where the jar has none.
InputStream classFile(ZipFile jar, ClassDesc type) {
  var descriptor = type.descriptorString();
  var entry = jar.getEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
  try {
    return entry == null ? null : jar.getInputStream(entry);
  } catch (IOException e) {
    throw new UncheckedIOException(e);
  }
}
