package dev.cairn.rpc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.rpc.call.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Who gets in, and who goes out.
@Tag("4.10")
class AdmissionTest {
    private final Admission admission = new Admission("requests", 3, 100);

    @Test
    void as_many_get_in_as_may_and_the_next_is_told_to_come_later() {
        in(1);
        in(1);
        Admission.Permit third = in(1);
        assertThat(out(1)).isEqualTo(Reason.BUSY);
        third.release();
        in(1);
        assertThat(admission.requests()).isEqualTo(3);
    }

    @Test
    void bytes_are_counted_up_to_their_limit_exactly() {
        in(60);
        assertThat(out(41)).isEqualTo(Reason.BUSY);
        in(40);
        assertThat(out(1)).isEqualTo(Reason.BUSY);
        in(0);
        assertThat(admission.bytes()).isEqualTo(100);
    }

    @Test
    void one_that_is_too_large_gets_in_alone_and_then_no_other() {
        Admission.Permit large = in(1_000);
        assertThat(out(1)).isEqualTo(Reason.BUSY);
        large.release();
        in(1);
        assertThat(out(1_000)).isEqualTo(Reason.BUSY);
    }

    @Test
    void bytes_that_cannot_be_added_are_too_many() {
        in(1);
        assertThat(out(Long.MAX_VALUE)).isEqualTo(Reason.BUSY);
        assertThat(admission.bytes()).isEqualTo(1);
    }

    @Test
    void one_that_is_too_large_is_not_alone_beside_an_empty_one() {
        in(0);
        assertThat(out(1_000)).isEqualTo(Reason.BUSY);
    }

    @Test
    void a_full_server_that_is_drained_says_that_it_goes_down() {
        in(100);
        assertThat(admission.drain()).isNotDone();
        assertThat(out(1)).as("too many bytes").isEqualTo(Reason.UNAVAILABLE);
        Admission full = new Admission("requests", 0, 100);
        assertThat(full.drain()).isCompleted();
        assertThat(reason(full.admit(1))).as("too many requests").isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void who_is_refused_takes_no_room() {
        in(90);
        assertThat(out(50)).isEqualTo(Reason.BUSY);
        assertThat(admission.requests()).isEqualTo(1);
        assertThat(admission.bytes()).isEqualTo(90);
    }

    @Test
    void who_has_gone_out_cannot_go_again() {
        Admission.Permit permit = in(1);
        permit.release();
        assertThatThrownBy(permit::release).isInstanceOf(IllegalStateException.class);
        assertThat(admission.requests()).isZero();
    }

    @Test
    void draining_lets_nobody_in_and_ends_with_the_last_that_is_in() {
        Admission.Permit one = in(1);
        Admission.Permit other = in(1);
        CompletableFuture<Void> drained = admission.drain();
        assertThat(out(1)).isEqualTo(Reason.UNAVAILABLE);
        one.release();
        assertThat(drained).isNotDone();
        other.release();
        assertThat(drained).isCompleted();
    }

    @Test
    void who_is_told_finds_the_room_that_was_given_back_and_draining_waits_for_the_telling() {
        in(1);
        in(1);
        Admission.Permit third = in(1);
        third.releaseAndTell(() -> in(1).release());
        CompletableFuture<Void> drained = admission.drain();
        assertThat(admission.requests()).isEqualTo(2);
        assertThat(drained).isNotDone();
    }

    @Test
    void draining_waits_for_the_last_one_to_be_told() {
        List<Boolean> isDrained = new ArrayList<>();
        in(1).releaseAndTell(() -> isDrained.add(admission.drain().isDone()));
        assertThat(isDrained).as("drained while the last one was being told").containsExactly(false);
        assertThat(admission.drain()).isCompleted();
    }

    @Test
    void a_telling_that_fails_is_over_too() {
        Admission.Permit permit = in(1);
        assertThatThrownBy(() -> permit.releaseAndTell(() -> {
                    throw new ArithmeticException("what a bug");
                }))
                .isInstanceOf(ArithmeticException.class);
        assertThat(admission.drain()).isCompleted();
    }

    @Test
    void nobody_is_told_under_the_lock() {
        List<Boolean> isLocked = new ArrayList<>();
        Admission.Permit permit = in(1);
        var _ = admission.drain().thenRun(() -> isLocked.add(Thread.holdsLock(admission)));
        permit.releaseAndTell(() -> isLocked.add(Thread.holdsLock(admission)));
        assertThat(isLocked).as("whether those who are told hold the lock").containsExactly(false, false);
    }

    @Test
    void draining_an_empty_server_ends_at_once() {
        assertThat(admission.drain()).isCompleted();
        assertThat(admission.drain()).isCompleted();
    }

    private Admission.Permit in(long bytes) {
        Admission.Verdict verdict = admission.admit(bytes);
        assertThat(verdict).isInstanceOf(Admission.Verdict.In.class);
        return ((Admission.Verdict.In) verdict).permit();
    }

    private Reason out(long bytes) {
        return reason(admission.admit(bytes));
    }

    private static Reason reason(Admission.Verdict verdict) {
        assertThat(verdict).isInstanceOf(Admission.Verdict.Out.class);
        return ((Admission.Verdict.Out) verdict).problem().reason();
    }
}
