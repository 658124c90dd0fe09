package dev.revisor.schema;

import dev.revisor.support.ServerVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The pairs of schemas on servers before the newest: on each of them what came with it and a
/// sample of the rest, a larger one on the oldest. `-Drevisor.pairs=all` takes all that each can
/// express.
class OlderServersIT {
  private static final boolean ALL = "all".equals(System.getProperty("revisor.pairs"));
  private static final int OLDEST = ServerVersion.all().getFirst().major();
  private static final Map<ServerVersion, TwoDatabases> DATABASES = new HashMap<>();

  static Stream<Arguments> pairs() {
    var versions = ServerVersion.all();
    var pairs = SchemaPairs.all();
    return versions.subList(0, versions.size() - 1).stream()
        .flatMap(
            version ->
                IntStream.range(0, pairs.size())
                    .filter(at -> isFor(version, pairs.get(at), at))
                    .mapToObj(at -> Arguments.of(version, pairs.get(at))));
  }

  private static boolean isFor(ServerVersion version, SchemaPairs pair, int number) {
    var major = version.major();
    var sample = ALL ? 1 : major == OLDEST ? 3 : 10;
    return pair.since() == major && major > OLDEST
        || pair.since() <= major && number % sample == major % sample;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void leadsFromEachToTheOtherAndBackAndKeepsRows(ServerVersion version, SchemaPairs pair) {
    DATABASES
        .computeIfAbsent(version, on -> TwoDatabases.of(on.newDatabase(), on.newDatabase()))
        .leadToEachOther(pair);
  }
}
