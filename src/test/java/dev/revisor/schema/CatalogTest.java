package dev.revisor.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.schema.Dependency.Strength;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogTest {
  private static final ObjectId A = new ObjectId(Kind.TABLE, "public", "a");
  private static final ObjectId B = new ObjectId(Kind.TABLE, "public", "b");
  private static final ObjectId C = new ObjectId(Kind.TABLE, "public", "c");
  private static final ObjectId VIEW = new ObjectId(Kind.VIEW, "public", "a");

  @Test
  void sortsDependenciesAndKeepsThoseOfItsObjectsOnce() {
    var catalog =
        Catalog.of(
            18,
            List.of(object(VIEW, "1"), object(B, "1"), object(A, "1")),
            List.of(
                new Dependency(VIEW, B, Strength.NORMAL),
                new Dependency(B, A, Strength.NORMAL),
                new Dependency(B, A, Strength.AUTO),
                new Dependency(VIEW, C, Strength.NORMAL),
                new Dependency(VIEW, A, Strength.NORMAL),
                new Dependency(VIEW, B, Strength.NORMAL)));
    assertThat(catalog.objects().keySet()).containsExactly(A, B, VIEW);
    assertThat(catalog.dependencies())
        .containsExactly(
            new Dependency(B, A, Strength.AUTO),
            new Dependency(B, A, Strength.NORMAL),
            new Dependency(VIEW, A, Strength.NORMAL),
            new Dependency(VIEW, B, Strength.NORMAL))
        .isSorted();
  }

  @Test
  void tellsWhatDiffersWhereverItStands() {
    var one = catalog(object(B, "1"), object(C, "1"), object(VIEW, "1"));
    assertThat(one.differing(one)).isEmpty();
    assertThat(one.differing(catalog(object(A, "1"), object(B, "2"), object(C, "1"))))
        .containsExactly(A, B, VIEW);
    assertThat(one.differing(catalog())).containsExactly(B, C, VIEW);
    assertThat(catalog().differing(one)).containsExactly(B, C, VIEW);
    assertThat(one.sameAs(catalog(object(B, "1"), object(C, "1"), object(VIEW, "1")))).isTrue();
  }

  @Test
  void positionsAreNoDifference() {
    var there = new SchemaObject(A, Map.of("x", "1"), 1);
    assertThat(catalog(there).differing(catalog(new SchemaObject(A, Map.of("x", "1"), 2))))
        .isEmpty();
  }

  @Test
  void narrowsToSomeObjects() {
    var all =
        Catalog.of(
            18,
            List.of(object(A, "1"), object(B, "1"), object(C, "1")),
            List.of(new Dependency(B, A, Strength.NORMAL), new Dependency(C, A, Strength.NORMAL)));
    var narrowed = all.only(Set.of(A, C, VIEW));
    assertThat(narrowed.objects().keySet()).containsExactly(A, C);
    assertThat(narrowed.dependencies()).containsExactly(new Dependency(C, A, Strength.NORMAL));
  }

  @Test
  void propertiesAreThoseOfAnyMapInTheOrderOfTheirNames() {
    var properties = new SchemaObject(A, Map.of("type", "int", "comment", "'x'"), 0).properties();
    assertThat(properties).isEqualTo(Map.of("comment", "'x'", "type", "int"));
    assertThat(properties.keySet()).containsExactly("comment", "type");
    assertThat(properties.get("none")).isNull();
    assertThat(properties.hashCode()).isEqualTo(Map.of("comment", "'x'", "type", "int").hashCode());
    assertThat(
            SchemaObject.of(A, List.of("comment", "type"), List.of("'x'", "int"), 0).properties())
        .isEqualTo(properties);
  }

  @Test
  void readsPrivilegesThatAnEarlierVersionToldOnceForEachWhoGaveThem() {
    var lines = "SELECT TO r\\nSELECT TO r WITH GRANT OPTION\\nSELECT TO s\\nSELECT TO s";
    var text = "revisor.catalog/1\t18\n=TABLE\tpublic\ta\t\t0\tprivileges\t" + lines;
    assertThat(CanonicalText.parse(text).get(A))
        .isEqualTo(
            new SchemaObject(
                A, Map.of("privileges", "SELECT TO r WITH GRANT OPTION\nSELECT TO s"), 0));
  }

  private static Catalog catalog(SchemaObject... objects) {
    return Catalog.of(18, List.of(objects), List.of());
  }

  private static SchemaObject object(ObjectId id, String x) {
    return new SchemaObject(id, Map.of("x", x), 0);
  }
}
