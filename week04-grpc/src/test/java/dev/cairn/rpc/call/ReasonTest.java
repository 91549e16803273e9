package dev.cairn.rpc.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.cli.ExitCode;
import dev.cairn.common.store.StoreException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What a server tells of a failure, and what a reader makes of it.
@Tag("4.1")
final class ReasonTest {
    @Test
    void each_failure_of_a_store_has_its_reason_and_keeps_its_words() {
        StoreException cause = new StoreException.Closed("the disk");
        Map<StoreException, Reason> expected = Map.of(
                new StoreException.Refused("no such key"), Reason.REFUSED,
                new StoreException.Closed("the store"), Reason.UNAVAILABLE,
                new StoreException.Locked("/data", cause), Reason.UNAVAILABLE,
                new StoreException.Unavailable("going down", Optional.empty()), Reason.UNAVAILABLE,
                new StoreException.ReadOnly("/data", cause), Reason.READ_ONLY,
                new StoreException.UnknownOutcome("who knows", cause), Reason.UNKNOWN_OUTCOME,
                new StoreException.Failed("cannot read", cause), Reason.FAILED,
                new StoreException.Corrupt("000007.sst", 12, "a block", "zeros"), Reason.CORRUPT);
        expected.forEach((failure, reason) -> assertThat(Reason.problemOf(failure))
                .as("what is told of %s", failure)
                .isEqualTo(new Problem(reason, String.valueOf(failure.getMessage()), Optional.empty())));
    }

    @Test
    void a_node_that_may_know_more_is_told_and_thrown_on() {
        Problem problem = Reason.problemOf(new StoreException.Unavailable("not the leader", Optional.of("n2:7000")));
        assertThat(problem.elsewhere()).contains("n2:7000");
        StoreException thrown = problem.toException();
        assertThat(thrown).isInstanceOf(StoreException.Unavailable.class);
        assertThat(((StoreException.Unavailable) thrown).elsewhere()).contains("n2:7000");
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN_OUTCOME", "REQUEST_STALE"})
    void what_is_unknown_has_the_node_that_may_know_more_in_its_cause(Reason reason) {
        StoreException thrown = new Problem(reason, "told so", Optional.of("n2:7000")).toException();
        assertThat(thrown.getCause()).isInstanceOfSatisfying(StoreException.Unavailable.class, cause -> {
            assertThat(cause).hasMessage("told so");
            assertThat(cause.elsewhere()).as("the node that may know more").contains("n2:7000");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED,          Refused",
        "UNAUTHENTICATED,  Refused",
        "FORBIDDEN,        Refused",
        "BUSY,             Unavailable",
        "UNAVAILABLE,      Unavailable",
        "TOO_LATE,         Unavailable",
        "SESSION_UNKNOWN,  Unavailable",
        "LOST,             Unavailable",
        "UNREACHED,        Unavailable",
        "READ_ONLY,        ReadOnly",
        "FAILED,           Failed",
        "CORRUPT,          Corrupt",
        "UNKNOWN_OUTCOME,  UnknownOutcome",
        "REQUEST_STALE,    UnknownOutcome",
        "SNAPSHOT_UNKNOWN, Closed",
    })
    void a_reader_is_thrown_what_was_told(Reason reason, String expected) {
        StoreException thrown = new Problem(reason, "told so", Optional.empty()).toException();
        assertThat(thrown.getClass().getSimpleName())
                .as("thrown for %s", reason)
                .isEqualTo(expected);
        assertThat(thrown).hasMessage("told so");
    }

    @Test
    void a_snapshot_that_a_server_has_given_up_is_no_bug_of_its_reader() {
        Problem problem = new Problem(Reason.SNAPSHOT_UNKNOWN, "told so", Optional.empty());
        assertThat(ExitCode.of(problem.toException())).isEqualTo(ExitCode.ENVIRONMENT);
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSED", "UNAVAILABLE", "READ_ONLY", "FAILED", "CORRUPT", "UNKNOWN_OUTCOME"})
    void what_was_told_can_be_told_on(Reason reason) {
        Problem problem = new Problem(reason, "told so", Optional.empty());
        assertThat(Reason.problemOf(problem.toException())).isEqualTo(problem);
    }
}
