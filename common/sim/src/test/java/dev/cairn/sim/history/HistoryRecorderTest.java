package dev.cairn.sim.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Clock;
import dev.cairn.sim.history.Operation.Action;
import dev.cairn.sim.history.Operation.Outcome;
import dev.cairn.sim.history.Verdict.Linearizable;
import dev.cairn.sim.history.Verdict.NotLinearizable;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What clients do is recorded as long as it took, and never as surer than it is.
final class HistoryRecorderTest {
    private static final Action GET = new Action.Get(Ops.KEY, Optional.empty());
    private static final Action PUT = new Action.Put(Ops.KEY, Bytes.utf8("a"));
    private static final Action CAS = new Action.Cas(Ops.KEY, Optional.empty(), Optional.of(Bytes.utf8("b")));

    private final Ticks clock = new Ticks();
    private final HistoryRecorder recorder = new HistoryRecorder(clock);

    /// Goes on by one whenever it is asked.
    private static final class Ticks implements Clock {
        private long nanos = 1000;

        @Override
        public long nanoTime() {
            return nanos++;
        }

        @Override
        public long wallMillis() {
            return 0;
        }
    }

    @Test
    void an_operation_lasts_from_its_beginning_to_its_end() {
        int put = recorder.begin(7, PUT);
        int get = recorder.begin(8, GET);
        recorder.succeeded(put);
        recorder.saw(get, Optional.of(Bytes.utf8("a")));

        assertThat(recorder.history()).isEqualTo(History.of(Ops.put(7, 1, 3, "a"), Ops.get(8, 2, 4, "a")));
    }

    @Test
    void what_has_not_ended_is_unknown() {
        int _ = recorder.begin(7, PUT);

        assertThat(recorder.history()).isEqualTo(History.of(Ops.unknown(Ops.put(7, 1, 1, "a"))));
    }

    @Test
    void a_failed_compare_and_set_is_an_observation_and_a_refused_one_is_none() {
        int failed = recorder.begin(7, CAS);
        recorder.foundAnother(failed);
        int refused = recorder.begin(7, CAS);
        recorder.refused(refused);

        assertThat(recorder.history()).isEqualTo(History.of(new Operation(7, CAS, 1, 2, Outcome.FAIL)));
    }

    @Test
    void a_refused_put_had_no_effect() {
        recorder.refused(recorder.begin(7, PUT));

        assertThat(recorder.history()).isEqualTo(History.of(new Operation(7, PUT, 1, 2, Outcome.FAIL)));
    }

    @Test
    void an_operation_ends_once() {
        int put = recorder.begin(7, PUT);
        recorder.succeeded(put);

        assertThatThrownBy(() -> recorder.refused(put)).hasMessageContaining("operation 0 has ended already");
        assertThatThrownBy(() -> recorder.saw(recorder.begin(7, PUT), Optional.empty()))
                .hasMessageContaining("only a get sees a value, no put");
    }

    @Test
    void a_compare_and_set_ends_once_too() {
        int observed = recorder.begin(7, CAS);
        recorder.foundAnother(observed);
        int refused = recorder.begin(7, CAS);
        recorder.refused(refused);

        for (int id : new int[] {observed, refused}) {
            String said = "operation " + id + " has ended already";
            assertThatThrownBy(() -> recorder.refused(id)).hasMessageContaining(said);
            assertThatThrownBy(() -> recorder.succeeded(id)).hasMessageContaining(said);
        }
        assertThat(recorder.history()).isEqualTo(History.of(new Operation(7, CAS, 1, 2, Outcome.FAIL)));
    }

    @Test
    void a_timeout_recorded_as_a_failure_makes_a_good_history_wrong() {
        assertThat(afterTimeoutOf(PUT, true)).isInstanceOf(NotLinearizable.class);
        assertThat(afterTimeoutOf(PUT, false)).isInstanceOf(Linearizable.class);
    }

    /// A put times out, takes effect all the same, and is read.
    private Verdict afterTimeoutOf(Action put, boolean isRecordedAsFailure) {
        HistoryRecorder recorded = new HistoryRecorder(clock);
        int timedOut = recorded.begin(1, put);
        if (isRecordedAsFailure) {
            recorded.refused(timedOut);
        }
        recorded.saw(recorded.begin(2, GET), Optional.of(Bytes.utf8("a")));
        return LinearizabilityCheck.usual().judge(recorded.history());
    }

    @Test
    void many_threads_record_at_once() {
        HistoryRecorder shared = new HistoryRecorder(Clock.system());
        IntStream.range(0, 10_000).parallel().forEach(client -> shared.succeeded(shared.begin(client, PUT)));

        assertThat(shared.history().operations())
                .hasSize(10_000)
                .allMatch(operation -> operation.outcome() == Outcome.OK)
                .extracting(Operation::client)
                .doesNotHaveDuplicates();
    }
}
