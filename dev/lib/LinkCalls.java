import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Copies a jar and links what its classes would link at each start: a switch over types, `equals` and `hashCode` of a
/// record. The compiler leaves those to the JVM, which makes and loads hidden classes for each, and keeps none of them in
/// an AOT cache. Here each becomes a plain method. The class path has to have what the classes extend.
///
///     java -cp IN.jar:LIB.jar… LinkCalls.java IN.jar OUT.jar
void main(String[] arguments) throws IOException {
  try (var in = new ZipFile(arguments[0]);
      var out = new ZipOutputStream(Files.newOutputStream(Path.of(arguments[1])))) {
    for (var entry : in.stream().toList()) {
      var bytes = in.getInputStream(entry).readAllBytes();
      var copy = new ZipEntry(entry.getName());
      copy.setTimeLocal(entry.getTimeLocal());
      out.putNextEntry(copy);
      out.write(entry.getName().endsWith(".class") ? linked(bytes) : bytes);
      out.closeEntry();
    }
  }
}

byte[] linked(byte[] bytes) {
  var classes = ClassFile.of();
  var model = classes.parse(bytes);
  var links = new Links(model.thisClass().asSymbol(), model.flags().has(java.lang.reflect.AccessFlag.INTERFACE));
  var linked = classes.transformClass(model, ClassTransform.transformingMethodBodies(links::replace));
  return links.made.isEmpty()
      ? bytes
      : classes.transformClass(classes.parse(linked), ClassTransform.endHandler(links::add));
}

/// The calls of one class, and the methods that take their place.
record Links(ClassDesc owner, boolean isInterface, List<Link> made) {
  Links(ClassDesc owner, boolean isInterface) {
    this(owner, isInterface, new ArrayList<>());
  }

  void replace(CodeBuilder builder, CodeElement element) {
    if (element instanceof InvokeDynamicInstruction call && isKnown(call)) {
      var link = new Link("linked$" + made.size(), call);
      made.add(link);
      builder.invokestatic(owner, link.name(), link.type(), isInterface);
    } else {
      builder.with(element);
    }
  }

  static boolean isKnown(InvokeDynamicInstruction call) {
    return switch (call.bootstrapMethod().owner().displayName() + "." + call.name().stringValue()) {
      case "SwitchBootstraps.typeSwitch" -> call.bootstrapArgs().stream().allMatch(ClassDesc.class::isInstance);
      case "ObjectMethods.equals", "ObjectMethods.hashCode" -> true;
      default -> false;
    };
  }

  void add(ClassBuilder builder) {
    var flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
    made.forEach(link -> builder.withMethodBody(link.name(), link.type(), flags, link::write));
  }
}

record Link(String name, InvokeDynamicInstruction call) {
  MethodTypeDesc type() {
    return call.typeSymbol();
  }

  void write(CodeBuilder code) {
    switch (call.name().stringValue()) {
      case "typeSwitch" -> writeSwitch(code);
      case "equals" -> writeEquals(code);
      default -> writeHashCode(code);
    }
  }

  /// The number of the first type, from the one that is given on, that the object is of; -1 for null.
  void writeSwitch(CodeBuilder code) {
    var isNull = code.newLabel();
    code.aload(0).ifnull(isNull);
    var number = 0;
    for (var label : call.bootstrapArgs()) {
      var next = code.newLabel();
      code.iload(1).loadConstant(number).if_icmpgt(next);
      code.aload(0).instanceOf((ClassDesc) label).ifeq(next);
      code.loadConstant(number++).ireturn().labelBinding(next);
    }
    code.loadConstant(number).ireturn();
    code.labelBinding(isNull).iconst_m1().ireturn();
  }

  /// Whether both are the same, or of the record's type with equal components.
  void writeEquals(CodeBuilder code) {
    var equal = code.newLabel();
    var different = code.newLabel();
    code.aload(0).aload(1).if_acmpeq(equal);
    code.aload(1).instanceOf(record()).ifeq(different);
    for (var field : fields()) {
      read(code, field, 0);
      read(code, field, 1);
      compare(code, TypeKind.from(field.invocationType().returnType()), different);
    }
    code.labelBinding(equal).iconst_1().ireturn();
    code.labelBinding(different).iconst_0().ireturn();
  }

  void compare(CodeBuilder code, TypeKind kind, java.lang.classfile.Label different) {
    switch (kind) {
      case REFERENCE ->
          code.invokestatic(OBJECTS, "equals", MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object)).ifeq(different);
      case LONG -> code.lcmp().ifne(different);
      case FLOAT, DOUBLE -> code.invokestatic(box(kind), "compare", MethodTypeDesc.of(CD_int, kind.upperBound(), kind.upperBound())).ifne(different);
      default -> code.if_icmpne(different);
    }
  }

  void writeHashCode(CodeBuilder code) {
    code.iconst_0();
    for (var field : fields()) {
      code.loadConstant(31).imul();
      read(code, field, 0);
      var type = field.invocationType().returnType();
      var kind = TypeKind.from(type);
      if (kind == TypeKind.REFERENCE) {
        code.invokestatic(OBJECTS, "hashCode", MethodTypeDesc.of(CD_int, CD_Object));
      } else {
        code.invokestatic(box(kind), "hashCode", MethodTypeDesc.of(CD_int, type));
      }
      code.iadd();
    }
    code.ireturn();
  }

  void read(CodeBuilder code, DirectMethodHandleDesc field, int variable) {
    code.aload(variable).checkcast(record()).getfield(record(), field.methodName(), field.invocationType().returnType());
  }

  ClassDesc record() {
    return type().parameterType(0);
  }

  /// What reads each component: after the record's class and its components' names.
  List<DirectMethodHandleDesc> fields() {
    return call.bootstrapArgs().stream().skip(2).map(DirectMethodHandleDesc.class::cast).toList();
  }

  static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");

  static ClassDesc box(TypeKind kind) {
    return ClassDesc.of("java.lang." + switch (kind) {
      case INT -> "Integer";
      case CHAR -> "Character";
      default -> kind.name().charAt(0) + kind.name().substring(1).toLowerCase(java.util.Locale.ROOT);
    });
  }
}
