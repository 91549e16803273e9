package dev.cairn.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.web.WebFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A body while it comes, and the room that it takes.
@Timeout(20)
final class RequestBodyTest {
    private static final int MEBIBYTE = 1024 * 1024;

    private final RequestBody.Budget budget = new RequestBody.Budget(MEBIBYTE);

    @Test
    @Tag("4.20")
    void a_body_is_its_parts_in_their_order() {
        SplittableRandom random = new SplittableRandom(4);
        for (long announced : new long[] {100_000, RequestHead.UNKNOWN}) {
            RequestBody body = new RequestBody(announced, MEBIBYTE, budget);
            byte[] bytes = new byte[100_000];
            random.nextBytes(bytes);
            for (int from = 0; from < bytes.length; ) {
                int length = Math.min(bytes.length - from, random.nextInt(3_000));
                body.add(Unpooled.wrappedBuffer(bytes, from, length));
                from += length;
            }
            assertThat(body.whole()).isEqualTo(Bytes.copyOf(bytes));
            body.release();
        }
        assertThat(budget.left()).isEqualTo(MEBIBYTE);
    }

    @Test
    @Tag("4.20")
    void a_body_takes_room_for_what_has_come_and_not_for_what_was_announced() {
        RequestBody body = new RequestBody(MEBIBYTE, MEBIBYTE, budget);

        body.add(part(1));
        assertThat(budget.left()).as("after 1 byte of a MiB").isGreaterThanOrEqualTo(MEBIBYTE - 1024);
        body.add(part(100_000));
        assertThat(budget.left()).as("after 100,001 bytes").isBetween(MEBIBYTE - 200_002L, MEBIBYTE - 100_001L);
    }

    @Test
    @Tag("4.20")
    void a_body_that_comes_byte_by_byte_is_not_copied_for_each() {
        RequestBody body = new RequestBody(RequestHead.UNKNOWN, MEBIBYTE, budget);
        int steps = 0;
        for (int i = 0; i < 100_000; i++) {
            long before = budget.left();
            body.add(part(1));
            steps += budget.left() == before ? 0 : 1;
        }

        assertThat(steps).as("arrays for 100,000 bytes that come one by one").isLessThan(20);
    }

    @Test
    @Tag("4.20")
    void a_body_takes_no_more_room_than_it_can_become() {
        RequestBody announced = new RequestBody(3_000, MEBIBYTE, budget);
        announced.add(part(2_000));
        announced.add(part(1_000));
        assertThat(budget.left()).isEqualTo(MEBIBYTE - 3_000);
        assertThat(announced.whole().length()).isEqualTo(3_000);
        announced.release();
        assertThat(budget.left()).isEqualTo(MEBIBYTE);
    }

    @Test
    @Tag("4.20")
    void a_part_too_much_is_too_large() {
        RequestBody body = new RequestBody(RequestHead.UNKNOWN, 10_000, budget);
        body.add(part(10_000));

        assertThatThrownBy(() -> body.add(part(1)))
                .isInstanceOf(WebFailure.class)
                .hasMessage("the body is longer than 10000 bytes, the most that is taken");
        assertThatThrownBy(() -> new RequestBody(10_001, 10_000, budget)).isInstanceOf(WebFailure.class);
        assertThat(body.whole().length()).isEqualTo(10_000);
    }

    @Test
    @Tag("4.20")
    void where_there_is_no_room_nothing_is_taken() {
        RequestBody first = new RequestBody(MEBIBYTE, MEBIBYTE, budget);
        first.add(part(MEBIBYTE - 100));
        RequestBody second = new RequestBody(RequestHead.UNKNOWN, MEBIBYTE, budget);

        long before = budget.left();
        assertThatThrownBy(() -> second.add(part(MEBIBYTE / 2)))
                .isInstanceOfSatisfying(
                        WebFailure.class,
                        busy -> assertThat(busy.answer().status()).isEqualTo(429));
        second.release();

        assertThat(budget.left())
                .as("what is left when a body that found no room has given back what it took, which is nothing")
                .isEqualTo(before);
        first.release();
        assertThat(budget.left()).isEqualTo(MEBIBYTE);
    }

    @Test
    @Tag("4.20")
    void threads_together_never_get_more_than_there_is() {
        RequestBody.Budget ten = new RequestBody.Budget(10);
        AtomicInteger held = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        assertThat(ten.tryTake(11)).isFalse();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                threads.execute(() -> takeAndGive(ten, held, most));
            }
        }

        assertThat(most.get()).as("the most that was held at once, of 10").isBetween(1, 10);
        assertThat(ten.left()).isEqualTo(10);
        assertThat(ten.tryTake(10)).isTrue();
        assertThat(ten.tryTake(1)).isFalse();
    }

    private static void takeAndGive(RequestBody.Budget budget, AtomicInteger held, AtomicInteger most) {
        for (int i = 0; i < 50_000; i++) {
            if (budget.tryTake(4)) {
                most.accumulateAndGet(held.addAndGet(4), Math::max);
                held.addAndGet(-4);
                budget.give(4);
            }
        }
    }

    private static ByteBuf part(int length) {
        return Unpooled.wrappedBuffer(new byte[length]);
    }
}
