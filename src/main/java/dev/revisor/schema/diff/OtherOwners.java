package dev.revisor.schema.diff;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.PrivilegeLines;
import dev.revisor.schema.SchemaObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Objects that have one owner in one catalog and another in the other. Where owners are not
/// compared, what either of them may do is no difference: the one that owns it may do it anyway,
/// and what is granted to an owner leaves no trace.
record OtherOwners(Map<ObjectId, Set<String>> owners) {
  /// @param ids objects that differ
  static OtherOwners among(List<ObjectId> ids, Catalog from, Catalog to) {
    var found = new HashMap<ObjectId, Set<String>>();
    for (var id : ids) {
      if (from.get(id) instanceof SchemaObject before
          && to.get(id) instanceof SchemaObject after
          && !Objects.equals(before.get("privileges"), after.get("privileges"))) {
        var both = new HashSet<String>();
        both.add(owner(from, before));
        both.add(owner(to, after));
        both.remove("");
        if (!both.isEmpty() && (isTo(before, both) || isTo(after, both))) {
          found.put(id, both);
        }
      }
    }
    return new OtherOwners(found);
  }

  /// Empty where owners are compared.
  private static String owner(Catalog catalog, SchemaObject object) {
    var whole =
        object.id().kind() == Kind.COLUMN
            ? catalog.relation(object.id().schema(), object.id().name()).orElse(object)
            : object;
    return whole.is("owner") ? "" : whole.ownership().owner();
  }

  private static boolean isTo(SchemaObject object, Set<String> roles) {
    return PrivilegeLines.in(object.get("privileges", "")).stream()
        .anyMatch(line -> roles.contains(PrivilegeLines.grantee(line)));
  }

  boolean isEmpty() {
    return owners.isEmpty();
  }

  Catalog leftOutOf(Catalog catalog) {
    return Catalog.of(
        catalog.serverVersion(),
        catalog.objects().values().stream().map(this::leftOutOf).toList(),
        catalog.dependencies());
  }

  private SchemaObject leftOutOf(SchemaObject object) {
    var roles = owners.get(object.id());
    var text = object.get("privileges");
    if (roles == null || text == null) {
      return object;
    }
    var rest = new LinkedHashSet<>(PrivilegeLines.in(text));
    rest.removeIf(line -> roles.contains(PrivilegeLines.grantee(line)));
    var isDefault = rest.equals(PrivilegeLines.byDefault(object.id().kind()));
    Map<String, @Nullable String> values = new HashMap<>();
    values.put("privileges", isDefault ? null : String.join("\n", rest));
    return object.with(values);
  }
}
