package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RealmTest {
  private static final io.fabric8.kubernetes.client.Config CLUSTER =
      new ConfigBuilder().withCaCertData("authority").build();

  @Test
  void anOperatorForAllDecidesBetweenAll() {
    assertThat(realm(Set.of(), null).namespaces()).containsExactly("*");
    assertThat(realm(Set.of(Constants.WATCH_ALL_NAMESPACES), null).namespaces())
        .containsExactly("*");
  }

  @Test
  void oneForSomeNamespacesLeavesTheOthersClaimsAlone() {
    assertThat(realm(Set.of("shop", "billing"), "").namespaces())
        .containsExactly("billing", "shop");
  }

  @Test
  void oneThatSharesNamespacesLeavesEveryClaimAlone() {
    assertThat(realm(Set.of("shop"), "shard=a").namespaces()).isEmpty();
    assertThat(realm(Set.of(), "shard=a").namespaces()).isEmpty();
  }

  @Test
  void clustersAreToldApartByTheirAuthority() {
    var other = new ConfigBuilder().withCaCertData("another").build();
    assertThat(Realm.of(other, List.of(), null).cluster())
        .isNotEqualTo(realm(Set.of(), null).cluster());
  }

  private static Realm realm(
      Set<String> namespaces, @org.jspecify.annotations.Nullable String selector) {
    return Realm.of(CLUSTER, namespaces, selector);
  }
}
