package dev.revisor.schema;

import dev.revisor.support.ServerVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The pairs of schemas on servers before the newest: on the oldest all that it can express, on
/// each of the others what came with it and a sample of the rest.
class OlderServersIT {
  private static final int SAMPLE = 10;
  private static final Map<ServerVersion, Databases> DATABASES = new HashMap<>();

  private record Databases(SchemaDatabase one, SchemaDatabase other, Catalog nothing) {
    static Databases of(ServerVersion version) {
      var one = new SchemaDatabase(version.newDatabase());
      one.become("");
      return new Databases(one, new SchemaDatabase(version.newDatabase()), one.read());
    }
  }

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
    return pair.since() == version.major()
        || pair.since() < version.major() && number % SAMPLE == version.major() % SAMPLE;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void leadsFromEachToTheOtherAndBackAndKeepsRows(ServerVersion version, SchemaPairs pair) {
    var databases = DATABASES.computeIfAbsent(version, Databases::of);
    RoundTrip.between(pair, databases.one, databases.other, databases.nothing);
  }
}
