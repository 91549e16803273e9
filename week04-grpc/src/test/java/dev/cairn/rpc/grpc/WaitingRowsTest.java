package dev.cairn.rpc.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Row;
import dev.cairn.rpc.call.RowChunk;
import dev.cairn.rpc.call.ScanQuestion;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Rows on the client's side, step by step: what is asked for, what waits, and how it ends.
@Tag("4.13")
class WaitingRowsTest {
    private static final ScanQuestion ALL = new ScanQuestion(KeyRange.all(), 0, false, false, OptionalLong.empty());
    private static final RowChunk NOTHING = new RowChunk(List.of(), false, Optional.empty());

    private final FakeScanCall call = new FakeScanCall();
    private final List<Problem> problems = new ArrayList<>();
    private final GrpcRows rows = GrpcRows.start(call, ALL, Duration.ofMillis(1).toNanos(), problems::add);

    @Test
    void one_chunk_is_asked_for_at_a_time() {
        assertThat(call.requested()).as("at the beginning").isEqualTo(1);
        call.bring(chunk(1));
        assertThat(call.requested()).as("when one has come").isEqualTo(2);
        rows.next();
        assertThat(call.requested()).as("with one on its way").isEqualTo(2);
    }

    @Test
    void behind_a_chunk_that_says_nothing_another_is_asked_for() {
        call.bring(NOTHING);
        assertThat(call.requested()).isEqualTo(2);
        call.bring(chunk(1));
        assertThat(rows.next()).isEqualTo(chunk(1));
    }

    @Test
    void when_as_much_waits_as_may_no_more_is_asked_for_until_some_was_taken() {
        call.bring(chunk(GrpcRows.WAITING_BYTES_MAX - GrpcRows.ROW_OVERHEAD_BYTES));
        assertThat(call.requested()).as("with exactly as much as may wait").isEqualTo(1);
        rows.next();
        assertThat(call.requested()).as("when it was taken").isEqualTo(2);
    }

    @Test
    void when_a_byte_less_waits_another_is_asked_for() {
        call.bring(chunk(GrpcRows.WAITING_BYTES_MAX - GrpcRows.ROW_OVERHEAD_BYTES - 1));
        assertThat(call.requested()).isEqualTo(2);
    }

    @Test
    void what_has_come_is_handed_out_before_the_problem_which_is_thrown_each_time() {
        call.bring(chunk(1));
        call.bring(chunk(2));
        call.end(Status.UNAVAILABLE);
        assertThat(rows.next()).isEqualTo(chunk(1));
        assertThat(rows.next()).isEqualTo(chunk(2));
        for (int each = 0; each < 3; each++) {
            assertThatThrownBy(rows::next).isInstanceOf(StoreException.Unavailable.class);
        }
        assertThat(problems).hasSize(1);
    }

    @Test
    void a_good_end_is_told_each_time() {
        call.bring(chunk(1));
        call.end(Status.OK);
        assertThat(rows.next()).isEqualTo(chunk(1));
        for (int each = 0; each < 3; each++) {
            assertThat(rows.next()).isEqualTo(new RowChunk(List.of(), true, Optional.empty()));
        }
    }

    @Test
    void after_the_end_nothing_is_asked_for() {
        call.bring(chunk(GrpcRows.WAITING_BYTES_MAX));
        call.end(Status.OK);
        rows.next();
        rows.next();
        assertThat(call.requested()).isEqualTo(1);
    }

    @Test
    void what_comes_after_the_scan_was_closed_is_dropped() {
        rows.close();
        call.bring(chunk(1));
        assertThatThrownBy(rows::next).isInstanceOf(StoreException.Unavailable.class);
        assertThat(call.requested()).isEqualTo(1);
    }

    @Test
    void a_last_chunk_without_rows_still_says_where_to_go_on() {
        RowChunk last = new RowChunk(List.of(), true, Optional.of(Bytes.utf8("k")));
        call.bring(last);
        assertThat(rows.next()).isEqualTo(last);
    }

    private static RowChunk chunk(int bytes) {
        Row row = new Row(Bytes.EMPTY, Bytes.wrap(new byte[bytes]));
        return new RowChunk(List.of(row), false, Optional.empty());
    }
}
