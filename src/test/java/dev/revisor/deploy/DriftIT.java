package dev.revisor.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `helm install` and `kubectl apply -k` make the same objects.
class DriftIT {
  /// Helm makes the namespace by an option of its own.
  private static final String NAMESPACE = "Namespace revisor-system";

  @ParameterizedTest
  @EnumSource
  void thePlainManifestsAreTheChart(Environment environment) {
    var chart = Manifests.ofChart(environment.options()).objects();
    var plain = Manifests.ofKustomize(environment.folder());

    var expected = new TreeSet<>(chart.keySet());
    expected.add(NAMESPACE);
    assertThat(plain.objects().keySet()).isEqualTo(expected);
    chart.forEach(
        (id, object) ->
            assertThat(Differences.between(object, plain.object(id)))
                .as("%s of the chart, but of the plain manifests", id)
                .isEmpty());
  }
}
