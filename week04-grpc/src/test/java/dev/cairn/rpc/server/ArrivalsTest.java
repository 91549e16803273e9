package dev.cairn.rpc.server;

import static dev.cairn.rpc.server.Asked.SESSION;
import static dev.cairn.rpc.server.Asked.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.rpc.given.OnThreads;
import dev.cairn.rpc.server.SlotState.Arrival;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Real threads that bring copies of the same writes to the table, with no store behind it.
@Tag("4.7")
class ArrivalsTest {
    private static final int THREADS = 4;
    private static final int WRITES = 50_000;
    private static final long HASH = 77;

    @Test
    @Timeout(30)
    void of_the_copies_that_threads_bring_together_one_is_new() {
        RetryTable table = new RetryTable(ServiceOptions.defaults().withSessions(10, WRITES, Duration.ofHours(1)));
        table.opened(new Session(SESSION, WRITES, 0));
        assertThat(table.arrive(id(0, 1), HASH, 0))
                .as("the first of all copies")
                .isInstanceOf(Arrival.New.class);
        assertThat(OnThreads.sum(THREADS, () -> newOfOneCopyEach(table)))
                .as("arrivals that were new, of %s further writes in %s copies each", WRITES - 1, THREADS)
                .isEqualTo(WRITES - 1);
    }

    private static int newOfOneCopyEach(RetryTable table) {
        int news = 0;
        for (int slot = 0; slot < WRITES; slot++) {
            news += table.arrive(id(slot, 1), HASH, slot) instanceof Arrival.New ? 1 : 0;
        }
        return news;
    }
}
