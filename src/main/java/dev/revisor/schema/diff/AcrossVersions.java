package dev.revisor.schema.diff;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.SchemaObject;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What servers of two major versions say of the same schema, although nobody made a difference:
/// one has no word for what the other tells.
public final class AcrossVersions {
  /// The privilege MAINTAIN, a part of ALL PRIVILEGES.
  private static final int MAINTAINS_SINCE = 17;

  private static final int PUBLISHES_GENERATED_SINCE = 18;

  /// `SET STORAGE DEFAULT`; before, catalogs tell what that would be.
  private static final int STORES_BY_DEFAULT_SINCE = 16;

  private final Catalog other;
  private final Catalog catalog;

  private AcrossVersions(Catalog other, Catalog catalog) {
    this.other = other;
    this.catalog = catalog;
  }

  /// A catalog as a server of another's version would tell it. What that version knows alone is as
  /// the other has it.
  public static Catalog asOn(Catalog other, Catalog catalog) {
    return other.serverVersion() == catalog.serverVersion()
        ? catalog
        : new AcrossVersions(other, PublicSchema.asOn(other, catalog)).told();
  }

  private Catalog told() {
    return Catalog.of(
        catalog.serverVersion(),
        catalog.objects().values().stream().map(this::told).toList(),
        catalog.dependencies());
  }

  private SchemaObject told(SchemaObject object) {
    var id = object.id();
    var like = other.get(id);
    return switch (id.kind()) {
      case TABLE, VIEW, MATERIALIZED_VIEW, DEFAULT_PRIVILEGES ->
          isBetween(MAINTAINS_SINCE) ? maintained(object, like) : object;
      case PUBLICATION -> isBetween(PUBLISHES_GENERATED_SINCE) ? published(object, like) : object;
      case COLUMN -> isBetween(STORES_BY_DEFAULT_SINCE) ? stored(object, like) : object;
      default -> object;
    };
  }

  /// Whether only one of the two has what came with a version.
  private boolean isBetween(int version) {
    return catalog.serverVersion() < version != other.serverVersion() < version;
  }

  private static SchemaObject maintained(SchemaObject object, @Nullable SchemaObject like) {
    Map<String, @Nullable String> values = new HashMap<>();
    values.put("privileges", asOf(object, like, "privileges", "\n", AcrossVersions::isMaintain));
    values.put("ownerLacks", asOf(object, like, "ownerLacks", ", ", AcrossVersions::isMaintain));
    return object.with(values);
  }

  private static boolean isMaintain(String privilege) {
    return privilege.equals("MAINTAIN") || privilege.startsWith("MAINTAIN ");
  }

  private static SchemaObject published(SchemaObject object, @Nullable SchemaObject like) {
    var options =
        asOf(object, like, "options", ", ", each -> each.startsWith("publish_generated_columns "));
    Map<String, @Nullable String> values = new HashMap<>();
    values.put("options", options);
    return object.with(values);
  }

  /// A list with those of its elements that only one version knows as the other has them.
  private static @Nullable String asOf(
      SchemaObject object,
      @Nullable SchemaObject like,
      String property,
      String separator,
      Predicate<String> isNew) {
    var text = object.get(property);
    var theirs = like == null ? Set.<String>of() : elements(like.get(property), separator);
    var told =
        Stream.concat(
                elements(text, separator).stream().filter(isNew.negate()),
                theirs.stream().filter(isNew))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (told.equals(theirs) && like != null) {
      return like.get(property);
    }
    var isTold = object.id().kind() == Kind.DEFAULT_PRIVILEGES && property.equals("privileges");
    return told.isEmpty() && !isTold ? null : String.join(separator, told);
  }

  private static Set<String> elements(@Nullable String text, String separator) {
    return text == null || text.isEmpty()
        ? Set.of()
        : new LinkedHashSet<>(List.of(text.split(separator)));
  }

  private static SchemaObject stored(SchemaObject column, @Nullable SchemaObject like) {
    Map<String, @Nullable String> values = new HashMap<>();
    values.put(
        "storageByDefault",
        like != null && column.is("storage") ? like.get("storageByDefault") : null);
    return column.with(values);
  }
}
