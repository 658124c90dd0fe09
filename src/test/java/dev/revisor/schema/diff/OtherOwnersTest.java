package dev.revisor.schema.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.schema.CanonicalText;
import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.Ownership;
import dev.revisor.schema.SchemaObject;
import dev.revisor.schema.ddl.Manner;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OtherOwnersTest {
  private static final ObjectId TABLE = new ObjectId(Kind.TABLE, "public", "t");
  private static final ObjectId COLUMN = new ObjectId(Kind.COLUMN, "public", "t", "a");
  private static final ObjectId ROUTINE = new ObjectId(Kind.ROUTINE, "public", "f", "");

  @Test
  void whatIsGrantedToTheOwnerOfTheOtherSideIsNoDifference() {
    var one =
        catalog("alice", "SELECT TO bob", "SELECT TO bob", "EXECUTE TO PUBLIC\nEXECUTE TO bob");
    var other = catalog("bob", "INSERT TO alice WITH GRANT OPTION", null, null);
    assertThat(CatalogDiff.changes(one, other)).isEmpty();
    assertThat(CatalogDiff.between(other, one, Manner.ONLINE).isEmpty()).isTrue();
    assertThat(Drift.between(one, other).isEmpty()).isTrue();
  }

  @Test
  void whatIsGrantedToOthersIs() {
    var one = catalog("alice", "SELECT TO bob\nSELECT TO carol", null, null);
    var other = catalog("bob", null, null, null);
    assertThat(CatalogDiff.between(other, one, Manner.ONLINE).sql())
        .isEqualTo("GRANT SELECT ON TABLE public.t TO carol;\n");
  }

  @Test
  void ofOneOwnerAllCounts() {
    var one = catalog("alice", "SELECT TO bob", null, null);
    assertThat(CatalogDiff.changes(one, catalog("alice", null, null, null))).hasSize(1);
  }

  @Test
  void aTextTellsWhoseObjectsAre() {
    var given = new Ownership("alice", Map.of("SELECT TO bob", "carol"));
    var one = catalog("bob", "SELECT TO bob", null, null);
    var objects =
        one.objects().values().stream()
            .map(object -> object.id().equals(TABLE) ? object.of(given) : object)
            .toList();
    var text = CanonicalText.withOwners(Catalog.of(18, objects, List.of()));
    var read = CanonicalText.parse(text).objects();
    assertThat(read.get(TABLE)).extracting(SchemaObject::ownership).isEqualTo(given);
    assertThat(read.get(ROUTINE)).extracting(each -> each.ownership().owner()).isEqualTo("bob");
  }

  private static Catalog catalog(
      String owner,
      @Nullable String ofTable,
      @Nullable String ofColumn,
      @Nullable String ofRoutine) {
    var whose = new Ownership(owner, Map.of());
    return Catalog.of(
        18,
        List.of(
            object(TABLE, ofTable).of(whose),
            object(COLUMN, ofColumn),
            object(ROUTINE, ofRoutine).of(whose)),
        List.of());
  }

  private static SchemaObject object(ObjectId id, @Nullable String privileges) {
    return new SchemaObject(
        id, privileges == null ? Map.of() : Map.of("privileges", privileges), 0);
  }
}
