package dev.cairn.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Events, and those who look on.
@Timeout(20)
final class EventStreamsTest {
    private final EventStreams events = new EventStreams(2, Duration.ofMillis(20));

    @Test
    @Tag("4.20")
    void an_event_is_told_to_all_who_look_on() throws InterruptedException {
        WebChunks one = begun(events.answer());
        WebChunks other = begun(events.answer());

        events.tell("sample", "{\"a\":1}\nand more");

        assertThat(next(one)).isEqualTo("event: sample\ndata: {\"a\":1}\ndata: and more\n\n");
        assertThat(next(other)).isEqualTo("event: sample\ndata: {\"a\":1}\ndata: and more\n\n");
    }

    @Test
    @Tag("4.20")
    void who_is_slow_gets_the_newest_of_each_name_and_nothing_piles_up() throws InterruptedException {
        WebChunks slow = begun(events.answer());

        for (int i = 0; i < 10_000; i++) {
            events.tell("sample", "number " + i);
            events.tell("log", "line " + i);
        }

        assertThat(next(slow)).isEqualTo("event: sample\ndata: number 9999\n\nevent: log\ndata: line 9999\n\n");
        assertThat(next(slow)).as("after that").isEqualTo(": still here\n\n");
    }

    @Test
    @Tag("4.20")
    void a_newer_event_stands_behind_what_was_told_before_it() throws InterruptedException {
        WebChunks slow = begun(events.answer());

        events.tell("sample", "1");
        events.tell("log", "a");
        events.tell("sample", "2");

        assertThat(next(slow)).isEqualTo("event: log\ndata: a\n\nevent: sample\ndata: 2\n\n");
    }

    @Test
    @Tag("4.20")
    void who_comes_later_gets_the_newest_at_once() throws InterruptedException {
        events.tell("sample", "old");
        events.tell("sample", "new");

        assertThat(next(begun(events.answer()))).isEqualTo("event: sample\ndata: new\n\n");
    }

    @Test
    void one_more_than_may_look_on_is_busy_until_one_has_left() {
        WebAnswer.Stream first = events.answer();
        events.answer();

        assertThatThrownBy(events::answer)
                .isInstanceOfSatisfying(
                        WebFailure.class,
                        busy -> assertThat(busy.answer().status()).isEqualTo(429));
        first.chunks().close();
        first.chunks().close();

        assertThat(events.count()).isEqualTo(1);
        assertThat(events.answer().status()).isEqualTo(200);
    }

    @Test
    @Tag("4.20")
    void a_close_ends_streams_that_wait_and_lets_nobody_in() throws Exception {
        EventStreams patient = new EventStreams(2, Duration.ofDays(1));
        WebChunks stream = begun(patient.answer());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Optional<Bytes>> end = new CompletableFuture<>();
            threads.execute(() -> {
                try {
                    end.complete(stream.next());
                } catch (InterruptedException e) {
                    end.completeExceptionally(e);
                }
            });

            patient.close();

            assertThat(end.get()).isEmpty();
        }
        assertThat(patient.count()).isZero();
        assertThatThrownBy(patient::answer).hasMessageContaining("closing");
    }

    @Test
    @Tag("4.20")
    void what_was_told_before_a_close_still_comes() throws InterruptedException {
        WebChunks stream = begun(events.answer());
        events.tell("log", "draining");

        events.close();

        assertThat(next(stream)).isEqualTo("event: log\ndata: draining\n\n");
        assertThat(stream.next()).isEmpty();
    }

    @Test
    void a_name_has_one_line() {
        for (String name : List.of("", "a\ndata: b", "a\n", "a\r", "a\r\n")) {
            assertThatThrownBy(() -> events.tell(name, "")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static WebChunks begun(WebAnswer.Stream answer) throws InterruptedException {
        assertThat(answer.headers()).containsEntry("content-type", "text/event-stream");
        assertThat(next(answer.chunks())).isEqualTo("retry: 2000\n\n");
        return answer.chunks();
    }

    private static String next(WebChunks chunks) throws InterruptedException {
        return chunks.next().orElseThrow().toUtf8();
    }
}
