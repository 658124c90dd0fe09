package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeenPlacesTest {
  private final SeenPlaces places = new SeenPlaces();

  @Test
  void thoseThatWereSeenAtAPlaceAreFoundThere() {
    places.put("a", "shop");
    places.put("b", "shop");
    places.put("c", "billing");
    assertThat(places.at("shop")).containsExactlyInAnyOrder("a", "b");
    assertThat(places.at("nowhere")).isEmpty();
  }

  @Test
  void whoMovesIsAtOnePlace() {
    places.put("a", "shop");
    places.put("a", "billing");
    assertThat(places.at("shop")).isEmpty();
    assertThat(places.at("billing")).containsExactly("a");
  }

  @Test
  void whoGoesIsNowhere() {
    places.put("a", "shop");
    places.forget("a");
    places.forget("never seen");
    assertThat(places.at("shop")).isEmpty();
  }
}
