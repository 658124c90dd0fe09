package dev.revisor.jpa;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/// A persistence unit that consists of given classes, as a container would describe it.
final class UnitOfClasses {
  private final List<String> classes;

  private UnitOfClasses(List<String> classes) {
    this.classes = classes;
  }

  /// @param type the interface `PersistenceUnitInfo`, of whichever version
  static Object of(Class<?> type, List<String> classes) {
    var unit = new UnitOfClasses(classes);
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (self, method, values) -> unit.answer(method));
  }

  private Object answer(Method method) {
    switch (method.getName()) {
      case "getPersistenceUnitName":
      case "toString":
        return "revisor";
      case "getManagedClassNames":
        return classes;
      case "getTransactionType":
        return constant(method, "RESOURCE_LOCAL");
      case "getSharedCacheMode":
        return constant(method, "UNSPECIFIED");
      case "getValidationMode":
        return constant(method, "AUTO");
      case "getProperties":
        return new Properties();
      case "getClassLoader":
        return UnitOfClasses.class.getClassLoader();
      case "getPersistenceXMLSchemaVersion":
        return "2.1";
      case "excludeUnlistedClasses":
        return true;
      case "hashCode":
        return 0;
      default:
        return List.class.isAssignableFrom(method.getReturnType()) ? List.of() : null;
    }
  }

  private static Object constant(Method method, String name) {
    return Arrays.stream(method.getReturnType().getEnumConstants())
        .filter(each -> each.toString().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
