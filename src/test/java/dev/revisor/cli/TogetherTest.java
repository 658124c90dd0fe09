package dev.revisor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TogetherTest {
  @Test
  void worksForBothAtTheSameTime() {
    var one = new CountDownLatch(1);
    var other = new CountDownLatch(1);
    var both =
        Together.of(
            () -> {
              one.countDown();
              await(other);
              return 1;
            },
            () -> {
              other.countDown();
              await(one);
              return "two";
            });
    assertThat(both).isEqualTo(new Together<>(1, "two"));
  }

  @Test
  void theFirstFailureCountsAndTheOtherIsDoneByThen() {
    var done = new AtomicBoolean();
    var failing = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                Together.of(
                    () -> {
                      failing.countDown();
                      throw new IllegalStateException("one");
                    },
                    () -> {
                      await(failing);
                      done.set(true);
                      throw new IllegalStateException("other");
                    }))
        .hasMessage("one");
    assertThat(done).isTrue();
  }

  @Test
  void theOthersFailureIsThrownAsItIs() {
    assertThatThrownBy(
            () ->
                Together.of(
                    () -> 1,
                    () -> {
                      throw new UnsupportedOperationException("other");
                    }))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("other");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
