package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchemaTurnsTest {
  private static final Duration QUICK = Duration.ofMillis(20);
  private static final Duration SLOW = Duration.ofSeconds(2);

  private final SchemaTurns turns = new SchemaTurns(Duration.ofMillis(50));
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void close() {
    end.countDown();
    threads.close();
  }

  @Test
  void slowOnesHoldUpOnlyEachOther() throws Exception {
    hold(SLOW);
    assertThatThrownBy(() -> turns.take(SLOW, () -> "another slow one"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("slow");
    assertThat(turns.take(QUICK, () -> "read")).isEqualTo("read");
  }

  @Test
  void quickOnesWaitUntilOneIsDone() throws Exception {
    hold(QUICK);
    hold(QUICK);
    var third = threads.submit(() -> turns.take(QUICK, () -> end.getCount()));
    end.countDown();
    assertThat(third.get(10, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void aTurnIsGivenBackWhereTheReadingFails() throws Exception {
    for (var answer : new Duration[] {QUICK, QUICK, QUICK, SLOW, SLOW}) {
      assertThatThrownBy(() -> turns.take(answer, SchemaTurnsTest::broken)).hasMessage("broken");
    }
    assertThat(turns.take(SLOW, () -> "read")).isEqualTo("read");
  }

  private static String broken() throws SQLException {
    throw new SQLException("broken");
  }

  /// Has one take its turn and keep it.
  private void hold(Duration answer) throws InterruptedException {
    var begun = new CountDownLatch(1);
    threads.submit(
        () ->
            turns.take(
                answer,
                () -> {
                  begun.countDown();
                  await(end);
                  return "";
                }));
    begun.await();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
