package dev.cairn.rpc.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.web.WebAnswer;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Each reason in the words of HTTP.
@Tag("4.17")
class HttpStatusesTest {
    @ParameterizedTest
    @CsvSource({
        "REFUSED, 400",
        "UNAUTHENTICATED, 401",
        "FORBIDDEN, 403",
        "READ_ONLY, 409",
        "SESSION_UNKNOWN, 409",
        "REQUEST_STALE, 409",
        "SNAPSHOT_UNKNOWN, 409",
        "BUSY, 429",
        "FAILED, 500",
        "CORRUPT, 500",
        "UNKNOWN_OUTCOME, 500",
        "LOST, 500",
        "UNAVAILABLE, 503",
        "UNREACHED, 503",
        "TOO_LATE, 504"
    })
    void each_reason_has_its_status(Reason reason, int status) {
        assertThat(HttpStatuses.statusOf(reason)).as("status of " + reason).isEqualTo(status);
        assertThat(answer(reason).status()).as("status of the answer").isEqualTo(status);
    }

    /// A proxy that gets one of them may send the request again.
    @ParameterizedTest
    @EnumSource
    void what_may_have_been_applied_never_travels_by_a_status_that_is_sent_again(Reason reason) {
        if (reason.mayBeApplied()) {
            assertThat(HttpStatuses.statusOf(reason)).as("status of " + reason).isEqualTo(500);
            assertThat(answer(reason).headers()).doesNotContainKey("retry-after");
        }
    }

    @ParameterizedTest
    @EnumSource
    void only_what_passes_by_itself_is_worth_another_try(Reason reason) {
        boolean isWorthIt = reason == Reason.BUSY || reason == Reason.UNAVAILABLE || reason == Reason.UNREACHED;
        assertThat(answer(reason).headers().containsKey("retry-after"))
                .as("retry-after with " + reason)
                .isEqualTo(isWorthIt);
    }

    @Test
    void who_is_not_known_is_told_what_to_give() {
        assertThat(answer(Reason.UNAUTHENTICATED).headers())
                .containsEntry("www-authenticate", "Bearer realm=\"cairn\"");
        assertThat(answer(Reason.FORBIDDEN).headers())
                .containsEntry("www-authenticate", "Bearer realm=\"cairn\", error=\"insufficient_scope\"");
        assertThat(answer(Reason.REFUSED).headers()).doesNotContainKey("www-authenticate");
    }

    @Test
    void the_body_has_the_reason_and_the_words() {
        assertThat(answer(Reason.CORRUPT).body().toUtf8())
                .isEqualTo("{\"success\":false,\"reason\":\"CORRUPT\",\"message\":\"some \\\"words\\\"\"}\n");
    }

    @Test
    void what_is_never_told_is_told_as_what_may_be_concluded() {
        assertThat(answer(Reason.LOST).body().toUtf8()).contains("\"reason\":\"UNKNOWN_OUTCOME\"");
        assertThat(answer(Reason.UNREACHED).body().toUtf8()).contains("\"reason\":\"UNAVAILABLE\"");
    }

    @Test
    void another_node_that_may_know_more_is_named() {
        Problem problem = new Problem(Reason.UNAVAILABLE, "not the leader", Optional.of("10.0.0.2:4610"));
        assertThat(HttpStatuses.failure(problem).answer().headers())
                .containsEntry(HttpStatuses.ELSEWHERE, "10.0.0.2:4610");
        assertThat(answer(Reason.UNAVAILABLE).headers()).doesNotContainKey(HttpStatuses.ELSEWHERE);
    }

    private static WebAnswer.Whole answer(Reason reason) {
        return HttpStatuses.failure(new Problem(reason, "some \"words\"", Optional.empty()))
                .answer();
    }
}
