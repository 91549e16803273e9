package dev.cairn.rpc.rest;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Clock;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.given.SetClock;
import dev.cairn.web.WebAnswer;
import dev.cairn.web.WebMethod;
import dev.cairn.web.WebRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How long an answer is waited for, and what is told when it does not come.
@Tag("4.17")
class StoreCallsTest {
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final Request GET = new Request.Get(utf8("k"), OptionalLong.empty());
    private static final Request WRITE =
            new Request.Write(WriteBatch.builder().delete(utf8("k")).build(), Optional.empty());

    private final List<Duration> patience = new ArrayList<>();
    private final CompletableFuture<Reply> answer = new CompletableFuture<>();
    private final StoreCalls calls = new StoreCalls(
            (_, left) -> {
                patience.add(left);
                return answer;
            },
            _ -> {
                throw new AssertionError("expected no scan");
            },
            Clock.system());

    @Test
    void an_answer_is_handed_on_as_it_is() throws InterruptedException {
        Reply reply = Reply.failure(Reason.CORRUPT, "words");
        answer.complete(reply);
        assertThat(calls.reply(GET, Duration.ofSeconds(3))).isEqualTo(reply);
        assertThat(patience).as("what the store is told").containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void a_read_without_an_answer_is_too_late() throws InterruptedException {
        assertThat(calls.reply(GET, MILLI))
                .isInstanceOfSatisfying(
                        Reply.Failure.class,
                        failure -> assertThat(failure.problem().reason()).isEqualTo(Reason.TOO_LATE));
    }

    @Test
    void a_write_without_an_answer_may_be_applied_yet() throws InterruptedException {
        assertThat(calls.reply(WRITE, MILLI)).isInstanceOfSatisfying(Reply.Failure.class, failure -> {
            assertThat(failure.problem().reason())
                    .as("what is told of a write that goes on")
                    .isEqualTo(Reason.UNKNOWN_OUTCOME);
        });
    }

    @Test
    @Tag("4.19")
    void a_list_ends_when_its_time_is_over() throws InterruptedException {
        SetClock clock = new SetClock(Long.MAX_VALUE - 5);
        FakeRows rows = new FakeRows().chunk("a").last(Optional.empty(), "b");
        StoreCalls lists = new StoreCalls((_, _) -> answer, _ -> rows, clock);
        PageQuestion question = new PageQuestion(KeyRange.all(), 10, Optional.empty(), true, Duration.ofSeconds(1));
        WebAnswer.Stream page = (WebAnswer.Stream) lists.page(question, count -> count + " found");
        clock.advance(Duration.ofMillis(999));
        assertThat(page.chunks().next().orElseThrow().toUtf8()).endsWith("[\"a\"");

        clock.advance(Duration.ofMillis(1));

        assertThat(page.chunks().next().orElseThrow().toUtf8()).startsWith("],\"next\":\"Yg\"}");
    }

    @Test
    void who_has_left_is_waited_for_no_longer() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> calls.reply(WRITE, Duration.ofMinutes(1)))
                    .isInstanceOf(InterruptedException.class);
        } finally {
            // Whoever runs the next test is not to be interrupted by what this one left.
            var _ = Thread.interrupted();
        }
        assertThat(answer).as("what was begun").isNotDone();
    }

    @Test
    void a_bug_is_no_answer() {
        answer.completeExceptionally(new IllegalArgumentException("deep inside"));
        assertThatThrownBy(() -> calls.reply(GET, MILLI))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("deep inside");
    }

    @Test
    void a_client_says_how_long_it_waits() throws InterruptedException {
        answer.complete(new Reply.Value(Optional.empty()));
        WebRequest asks = new WebRequest(
                WebMethod.GET,
                "/get",
                Map.of(),
                Map.of(),
                Map.of(Parameters.TIMEOUT, "250"),
                Bytes.EMPTY,
                "127.0.0.1:1");
        assertThat(calls.get(asks, utf8("k"))).isEmpty();
        assertThat(patience).as("what the store is told of x-timeout-ms: 250").containsExactly(Duration.ofMillis(250));
    }

    @Test
    void another_reply_than_figures_is_a_bug() {
        answer.complete(new Reply.Done());
        WebRequest asks =
                new WebRequest(WebMethod.GET, "/stats", Map.of(), Map.of(), Map.of(), Bytes.EMPTY, "127.0.0.1:1");
        assertThatThrownBy(() -> calls.figures(asks, GET)).hasMessageContaining("is answered by figures");
    }
}
