import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Takes the names of local variables, which only a debugger asks for, out of the classes of all jars in a folder, and packs
/// the jars as tightly as it can. Line numbers stay.
///
///     java StripLocals.java FOLDER
void main(String[] arguments) throws IOException {
  try (var files = Files.walk(Path.of(arguments[0]))) {
    for (var jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
      var made = jar.resolveSibling(jar.getFileName() + ".new");
      copy(jar, made);
      Files.move(made, jar, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
  }
}

void copy(Path jar, Path made) throws IOException {
  try (var in = new ZipFile(jar.toFile()); var out = new ZipOutputStream(Files.newOutputStream(made))) {
    out.setLevel(Deflater.BEST_COMPRESSION);
    for (var entry : in.stream().toList()) {
      var bytes = in.getInputStream(entry).readAllBytes();
      var copy = new ZipEntry(entry.getName());
      copy.setTimeLocal(entry.getTimeLocal());
      out.putNextEntry(copy);
      out.write(entry.getName().endsWith(".class") ? stripped(bytes) : bytes);
      out.closeEntry();
    }
  }
}

/// A class file (JVM specification, chapter 4) without the tables of local variables.
byte[] stripped(byte[] file) throws IOException {
  var in = ByteBuffer.wrap(file);
  in.position(8);
  var tables = new HashSet<Integer>();
  var code = names(in, tables);
  in.position(in.position() + 6);
  in.position(in.position() + 2 + 2 * in.getShort(in.position()));
  var out = new ByteArrayOutputStream(file.length);
  members(in);
  out.write(file, 0, in.position());
  var methods = in.getShort() & 0xffff;
  copy(file, in.position() - 2, 2, out);
  for (var method = 0; method < methods; method++) {
    copy(file, in.position(), 8, out);
    in.position(in.position() + 6);
    for (var left = in.getShort() & 0xffff; left > 0; left--) {
      attribute(file, in, code, tables, out);
    }
  }
  out.write(file, in.position(), file.length - in.position());
  return out.toByteArray();
}

/// Reads the constant pool: adds the indexes of the tables' names to those given, and returns that of the code's, 0 without.
int names(ByteBuffer in, Set<Integer> tables) {
  var code = 0;
  var count = in.getShort() & 0xffff;
  for (var index = 1; index < count; index++) {
    var tag = in.get();
    switch (tag) {
      case 1 -> {
        var text = new byte[in.getShort() & 0xffff];
        in.get(text);
        switch (new String(text, java.nio.charset.StandardCharsets.UTF_8)) {
          case "Code" -> code = index;
          case "LocalVariableTable", "LocalVariableTypeTable" -> tables.add(index);
          default -> {}
        }
      }
      case 3, 4, 9, 10, 11, 12, 17, 18 -> in.position(in.position() + 4);
      case 5, 6 -> {
        in.position(in.position() + 8);
        index++;
      }
      case 7, 8, 16, 19, 20 -> in.position(in.position() + 2);
      case 15 -> in.position(in.position() + 3);
      default -> throw new IllegalArgumentException("unknown constant " + tag);
    }
  }
  return code;
}

/// Passes the fields.
void members(ByteBuffer in) {
  for (var fields = in.getShort() & 0xffff; fields > 0; fields--) {
    in.position(in.position() + 6);
    for (var left = in.getShort() & 0xffff; left > 0; left--) {
      in.position(in.position() + 6 + in.getInt(in.position() + 2));
    }
  }
}

/// Copies one of a method's attributes.
void attribute(byte[] file, ByteBuffer in, int code, Set<Integer> tables, ByteArrayOutputStream out) throws IOException {
  var begin = in.position();
  var end = begin + 6 + in.getInt(begin + 2);
  if ((in.getShort(begin) & 0xffff) != code) {
    copy(file, begin, end - begin, out);
  } else {
    var instructions = begin + 10;
    var handlers = instructions + 4 + in.getInt(instructions);
    var attributes = handlers + 2 + 8 * (in.getShort(handlers) & 0xffff);
    var kept = new ByteArrayOutputStream();
    var number = 0;
    for (var at = attributes + 2; at < end; at += 6 + in.getInt(at + 2)) {
      if (!tables.contains(in.getShort(at) & 0xffff)) {
        copy(file, at, 6 + in.getInt(at + 2), kept);
        number++;
      }
    }
    var head = ByteBuffer.allocate(6).putShort(in.getShort(begin)).putInt(attributes + 2 - begin - 6 + kept.size());
    out.write(head.array());
    copy(file, begin + 6, attributes - begin - 6, out);
    out.write(ByteBuffer.allocate(2).putShort((short) number).array());
    kept.writeTo(out);
  }
  in.position(end);
}

void copy(byte[] file, int from, int length, ByteArrayOutputStream out) {
  out.write(file, from, length);
}
