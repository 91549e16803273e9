package dev.cairn.rpc.client;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How much a client sends when much of it is lost: in a failing network a client must not be the second
/// fault.
@Tag("4.3")
final class LoadTest {
    private static final int OPERATIONS = 10_000;

    @Test
    void with_half_of_all_messages_lost_a_client_sends_at_most_twice_what_it_is_asked() {
        for (long seed = 1; seed <= 3; seed++) {
            Client client = losingHalf(seed);
            for (int each = 0; each < OPERATIONS; each++) {
                var _ = client.put("key" + each);
                client.pass(Duration.ofMillis(10));
            }
            client.settle();
            assertThat(client.server().sent())
                    .as("copies of %s writes", OPERATIONS)
                    .isBetween(OPERATIONS * 18 / 10, OPERATIONS * 19 / 10 + RetryOptions.DEFAULT.budgetReserve() + 1);
        }
    }

    @Test
    void with_a_twentieth_lost_nearly_all_writes_are_done() {
        RandomGenerator chance = new SplittableRandom(1);
        Client client = Client.meeting(
                RetryOptions.DEFAULT, 128, 1, _ -> chance.nextInt(20) == 0 ? Fault.LOST_AFTER : Fault.NONE);
        int done = 0;
        for (int each = 0; each < 1_000; each++) {
            var write = client.put("key" + each);
            client.pass(Duration.ofSeconds(5));
            done += write.state() == Future.State.SUCCESS ? 1 : 0;
        }
        assertThat(done).as("writes done, of 1,000").isGreaterThan(995);
    }

    @Test
    void a_server_that_is_down_for_a_minute_meets_no_storm() {
        Client client = Client.meeting(RetryOptions.DEFAULT, 128, 1, _ -> Fault.UNAVAILABLE);
        int offered = 0;
        for (int millis = 0; millis < 60_000; millis += 100) {
            var _ = client.core().submitGet(utf8("key"));
            offered++;
            client.pass(Duration.ofMillis(100));
        }
        client.settle();
        assertThat(client.server().sent()).as("copies of %s reads", offered).isBetween(offered, offered * 19 / 10 + 10);
    }

    @Test
    void one_write_to_a_server_that_is_down_is_sent_no_more_often_than_its_budget_allows() {
        Client client = Client.meeting(RetryOptions.DEFAULT, 1, 1, _ -> Fault.UNAVAILABLE);
        var write = client.put("a");
        client.settle();
        assertThat(write).isCompletedExceptionally();
        assertThat(client.server().sent()).as("copies of one write").isBetween(5, 12);
    }

    /// Of the requests half do not arrive, and of the answers to the others half: one copy in four is answered.
    /// The session is opened before that; without one nothing would be sent for a while.
    private static Client losingHalf(long seed) {
        RandomGenerator chance = new SplittableRandom(seed);
        return Client.meeting(
                RetryOptions.DEFAULT, 10_000, seed, request -> request.isWrite() ? oneInFour(chance) : Fault.NONE);
    }

    private static Fault oneInFour(RandomGenerator chance) {
        return switch (chance.nextInt(4)) {
            case 0, 1 -> Fault.LOST_BEFORE;
            case 2 -> Fault.LOST_AFTER;
            default -> Fault.NONE;
        };
    }
}
