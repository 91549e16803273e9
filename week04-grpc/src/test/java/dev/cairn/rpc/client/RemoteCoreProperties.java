package dev.cairn.rpc.client;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/// What every write of a client is told, whatever happens to its copies, is true.
final class RemoteCoreProperties {
    private static final int WRITES = 40;

    /// One write: what it was told, how often that was, and what its copies met.
    private record Told(String key, CompletableFuture<Void> write, AtomicInteger completions) {}

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    @Tag("4.4")
    @Tag("4.6")
    void what_is_told_of_each_write_is_true(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int slots) {
        RandomGenerator chance = new SplittableRandom(seed);
        double risk = chance.nextDouble();
        RetryOptions options = RetryOptions.DEFAULT.withBudget(1, 20);
        Client client = Client.meeting(options, slots, seed, _ -> drawn(chance, risk));
        List<Told> writes = writesOf(client, chance);
        if (chance.nextInt(4) == 0) {
            var _ = client.core().shutDown(Duration.ofSeconds(1));
        }
        client.settle();
        writes.forEach(each -> assertTrue(each, client.server()));
    }

    /// Here a write gets its slot when it has less time left than an answer takes.
    @Example
    @Tag("4.4")
    @Tag("4.6")
    void what_is_told_of_a_write_that_was_sent_at_the_last_moment_is_true() {
        what_is_told_of_each_write_is_true(553, 1);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    @Tag("4.4")
    @Tag("4.6")
    void nothing_takes_longer_than_its_deadline(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int slots) {
        RandomGenerator chance = new SplittableRandom(seed);
        double risk = chance.nextDouble();
        Client client =
                Client.meeting(RetryOptions.DEFAULT.withBudget(1, 1_000), slots, seed, _ -> drawn(chance, risk));
        List<Told> writes = writesOf(client, chance);
        client.pass(RetryOptions.DEFAULT.deadline().plusMillis(1));
        assertThat(writes).allSatisfy(each -> assertThat(each.write).isDone());
    }

    private static List<Told> writesOf(Client client, RandomGenerator chance) {
        List<Told> writes = new ArrayList<>();
        for (int each = 0; each < WRITES; each++) {
            String key = "key" + each;
            AtomicInteger completions = new AtomicInteger();
            CompletableFuture<Void> write = client.put(key);
            var _ = write.whenComplete((_, _) -> completions.incrementAndGet());
            writes.add(new Told(key, write, completions));
            client.pass(Duration.ofMillis(chance.nextInt(300)));
        }
        return writes;
    }

    private static void assertTrue(Told told, FakeServer server) {
        assertThat(told.completions.get()).as("completions of %s", told.key).isOne();
        switch (told.write.state()) {
            case SUCCESS ->
                assertThat(server.timesApplied(utf8(told.key)))
                        .as("times that %s was applied, which was told as done", told.key)
                        .isOne();
            case FAILED -> assertFailure(told, FakeServer.failureOf(told.write), server);
            case RUNNING, CANCELLED -> throw new AssertionError(told.key + " has no end");
        }
    }

    private static void assertFailure(Told told, StoreException failure, FakeServer server) {
        int applied = server.timesApplied(utf8(told.key));
        if (failure instanceof StoreException.UnknownOutcome) {
            assertThat(applied)
                    .as("times that %s was applied, whose outcome was told as unknown", told.key)
                    .isLessThanOrEqualTo(1);
            boolean isEnded = String.valueOf(failure.getMessage()).contains("the client was closed");
            assertThat(isEnded || server.isLeftOpen(utf8(told.key)))
                    .as("whether there is a reason for: %s", failure)
                    .isTrue();
        } else {
            assertThat(applied)
                    .as("times that %s was applied, which was told as not done: %s", told.key, failure)
                    .isZero();
        }
    }

    private static Fault drawn(RandomGenerator chance, double risk) {
        List<Fault> faults = List.of(Fault.values());
        return chance.nextDouble() < risk ? faults.get(chance.nextInt(faults.size())) : Fault.NONE;
    }
}
