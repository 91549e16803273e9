package dev.cairn.rpc.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What follows from the failure of a copy: every reason, with and without an earlier copy that nobody
/// knows of, with and without time.
@Tag("4.4")
final class AttemptsTest {
    private static final Set<Reason> MAY_PASS = Set.of(
            Reason.BUSY, Reason.UNAVAILABLE, Reason.TOO_LATE, Reason.UNREACHED, Reason.LOST, Reason.UNKNOWN_OUTCOME);
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final long EARLY = Duration.ofSeconds(1).toNanos();
    private static final long LATE = DEADLINE.minusMillis(20).toNanos();

    @ParameterizedTest
    @CsvSource({
        // reason,          nothing before,  an earlier copy is open,  too late and nothing before
        "BUSY,              again,           again,                    Unavailable",
        "UNAVAILABLE,       again,           again,                    Unavailable",
        "TOO_LATE,          again,           again,                    Unavailable",
        "UNREACHED,         again,           again,                    Unavailable",
        "LOST,              again,           again,                    UnknownOutcome",
        "UNKNOWN_OUTCOME,   again,           again,                    UnknownOutcome",
        "SESSION_UNKNOWN,   new session,     UnknownOutcome,           new session",
        "REQUEST_STALE,     Failed,          UnknownOutcome,           Failed",
        "REFUSED,           Refused,         UnknownOutcome,           Refused",
        "UNAUTHENTICATED,   Refused,         UnknownOutcome,           Refused",
        "FORBIDDEN,         Refused,         UnknownOutcome,           Refused",
        "READ_ONLY,         ReadOnly,        UnknownOutcome,           ReadOnly",
        "FAILED,            Failed,          UnknownOutcome,           Failed",
        "CORRUPT,           Corrupt,         UnknownOutcome,           Corrupt",
        "SNAPSHOT_UNKNOWN,  Closed,          UnknownOutcome,           Closed",
    })
    void a_write_with_an_id_goes_on_or_ends(Reason reason, String fresh, String open, String late) {
        Attempts first = write().sent();
        Attempts second = write().sent().failed(problem(Reason.LOST)).sent();
        assertThat(shown(first.after(problem(reason), EARLY, PAUSE)))
                .as("%s to the first copy", reason)
                .isEqualTo(fresh);
        assertThat(shown(second.after(problem(reason), EARLY, PAUSE)))
                .as("%s after a lost answer", reason)
                .isEqualTo(open);
        assertThat(shown(first.after(problem(reason), LATE, PAUSE)))
                .as("%s when it is late", reason)
                .isEqualTo(late);
        String lateAndOpen = shown(second.after(problem(reason), LATE, PAUSE));
        assertThat(lateAndOpen)
                .as("%s after a lost answer, when it is late", reason)
                .isEqualTo("UnknownOutcome");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void a_write_without_an_id_is_sent_once(Reason reason) {
        Attempts once = Attempts.none("the write", true, false, 0, DEADLINE).sent();
        Attempts.Next next = once.after(problem(reason), EARLY, PAUSE);
        assertThat(shown(next)).as("%s to a write without an id", reason).isNotIn("again", "new session");
        assertThat(shown(next).equals("UnknownOutcome"))
                .as("whether %s leaves it unknown", reason)
                .isEqualTo(reason.mayBeApplied());
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void a_read_is_never_told_an_unknown_outcome_by_its_time(Reason reason) {
        Attempts read = Attempts.none("the read", false, false, 0, DEADLINE).sent();
        assertThat(shown(read.after(problem(reason), EARLY, PAUSE)).equals("again"))
                .isEqualTo(MAY_PASS.contains(reason));
        StoreException late = read.failed(problem(Reason.LOST)).verdict(Ending.OUT_OF_TIME, LATE);
        assertThat(late).isInstanceOf(StoreException.Unavailable.class);
    }

    @Test
    void a_clock_may_go_over_the_largest_number() {
        long begun = Long.MAX_VALUE - EARLY;
        Attempts write = Attempts.none("the write", true, true, begun, DEADLINE).sent();
        assertThat(shown(write.after(problem(Reason.SESSION_UNKNOWN), begun + EARLY, PAUSE)))
                .as("with time left")
                .isEqualTo("new session");
        assertThat(shown(write.after(problem(Reason.SESSION_UNKNOWN), begun + DEADLINE.toNanos(), PAUSE)))
                .as("without any")
                .isEqualTo("Unavailable");
    }

    @Test
    void a_pause_may_end_before_the_largest_number_and_the_time_after_it() {
        long begun = Long.MAX_VALUE - EARLY;
        Attempts write = Attempts.none("the write", true, true, begun, DEADLINE).sent();
        assertThat(shown(write.after(problem(Reason.BUSY), begun + EARLY / 2, PAUSE)))
                .as("with time left")
                .isEqualTo("again");
        assertThat(write.timeForCopy(Long.MAX_VALUE, DEADLINE)).isEqualTo(DEADLINE.minusNanos(EARLY));
    }

    @Test
    void a_write_that_is_given_up_says_which_of_the_reasons_it_was() {
        Attempts once = Attempts.none("the write", true, false, 0, DEADLINE).sent();
        assertThat(line(once.after(problem(Reason.BUSY), EARLY, PAUSE))).contains("it is sent only once;");
        assertThat(line(write().sent().after(problem(Reason.BUSY), LATE, PAUSE)))
                .contains("its time is over;");
        long over = DEADLINE.toNanos();
        assertThat(shown(write().sent().after(problem(Reason.SESSION_UNKNOWN), over - 1, PAUSE)))
                .as("a session that is unknown, with a nanosecond left")
                .isEqualTo("new session");
        assertThat(line(write().sent().after(problem(Reason.SESSION_UNKNOWN), over, PAUSE)))
                .as("a session that is unknown, with nothing left")
                .contains("its time is over;");
        assertThat(write().verdict(Ending.CLOSED, EARLY)).hasMessage("the remote store is closed");
    }

    @Test
    void a_pause_that_ends_with_the_time_is_too_long() {
        Attempts write = write().sent();
        long justInTime = DEADLINE.minus(PAUSE).toNanos() - 1;
        assertThat(shown(write.after(problem(Reason.BUSY), justInTime, PAUSE))).isEqualTo("again");
        assertThat(shown(write.after(problem(Reason.BUSY), justInTime + 1, PAUSE)))
                .isEqualTo("Unavailable");
    }

    @Test
    void what_is_under_way_when_the_client_closes_is_unknown_and_what_is_not_is_closed() {
        assertThat(shown(write().verdict(Ending.CLOSED, EARLY))).isEqualTo("Closed");
        assertThat(shown(write().sent().verdict(Ending.CLOSED, EARLY))).isEqualTo("UnknownOutcome");
        Attempts busy = write().sent().failed(problem(Reason.BUSY));
        assertThat(shown(busy.verdict(Ending.CLOSED, EARLY))).isEqualTo("Closed");
        Attempts lost = write().sent().failed(problem(Reason.LOST));
        assertThat(shown(lost.verdict(Ending.CLOSED, EARLY))).isEqualTo("UnknownOutcome");
    }

    @Test
    void a_read_is_never_unknown_for_it_changes_nothing() {
        Attempts read = Attempts.none("the read", false, false, 0, DEADLINE).sent();
        assertThat(shown(read.verdict(Ending.CLOSED, EARLY))).isEqualTo("Closed");
        assertThat(shown(read.verdict(Ending.OUT_OF_TIME, EARLY))).isEqualTo("Unavailable");
        assertThat(read.failed(problem(Reason.LOST)).mayBeApplied()).isFalse();
    }

    @Test
    void a_copy_that_failed_is_under_way_no_more_and_its_problem_is_the_last() {
        Attempts failed = write().sent().failed(problem(Reason.LOST)).sent().failed(problem(Reason.BUSY));
        assertThat(failed.isUnderWay()).isFalse();
        assertThat(failed.last()).contains(problem(Reason.BUSY));
        assertThat(failed.copies()).isEqualTo(2);
        assertThat(write().sent().failed(problem(Reason.BUSY)).mayBeApplied())
                .as("whether a write may be applied that was answered BUSY")
                .isFalse();
    }

    @Test
    void what_may_have_been_applied_stays_so() {
        Attempts attempts = write().sent().failed(problem(Reason.LOST));
        for (Reason reason : Reason.values()) {
            attempts = attempts.sent().failed(problem(reason));
            assertThat(attempts.mayBeApplied()).as("after %s", reason).isTrue();
        }
    }

    @Test
    void a_copy_gets_no_more_time_than_is_left() {
        Duration attempt = Duration.ofSeconds(2);
        assertThat(write().timeForCopy(EARLY, attempt)).isEqualTo(attempt);
        assertThat(write().timeForCopy(LATE, attempt)).isEqualTo(Duration.ofMillis(20));
        assertThat(write().timeForCopy(DEADLINE.plusSeconds(5).toNanos(), attempt))
                .isZero();
    }

    @Test
    void the_last_word_says_what_was_tried_and_what_helps() {
        Attempts busy = write().sent().failed(problem(Reason.BUSY)).sent().failed(problem(Reason.BUSY));
        assertThat(busy.verdict(Ending.OUT_OF_BUDGET, EARLY))
                .hasMessage("the write was not done: tried 2 times in 1000 ms, of the last copy BUSY (told so), and so"
                        + " much fails that no retries are left; try again later");
        assertThat(write().sent().failed(problem(Reason.LOST)).verdict(Ending.OUT_OF_TIME, EARLY))
                .hasMessage("the write may have taken effect, or may yet: tried once in 1000 ms, of the last copy LOST"
                        + " (told so), and its time is over; read what it was to change before you write it again");
    }

    @Test
    void a_node_that_may_know_more_is_passed_on() {
        Problem moved = new Problem(Reason.UNAVAILABLE, "not the leader", Optional.of("n2:7000"));
        StoreException verdict = write().sent().failed(moved).verdict(Ending.OUT_OF_TIME, EARLY);
        assertThat(((StoreException.Unavailable) verdict).elsewhere()).contains("n2:7000");
    }

    private static String line(Attempts.Next next) {
        return next instanceof Attempts.Next.GiveUp(StoreException verdict)
                ? String.valueOf(verdict.getMessage())
                : shown(next);
    }

    private static Attempts write() {
        return Attempts.none("the write", true, true, 0, DEADLINE);
    }

    private static Problem problem(Reason reason) {
        return new Problem(reason, "told so", Optional.empty());
    }

    private static String shown(Attempts.Next next) {
        return switch (next) {
            case Attempts.Next.Again(Duration pause) -> pause.equals(PAUSE) ? "again" : "again after " + pause;
            case Attempts.Next.InNewSession() -> "new session";
            case Attempts.Next.GiveUp(StoreException verdict) -> shown(verdict);
        };
    }

    private static String shown(StoreException verdict) {
        return verdict.getClass().getSimpleName();
    }
}
