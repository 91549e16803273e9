package dev.cairn.lsm;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.Lookup;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.memtable.Memtable;
import dev.cairn.lsm.memtable.MemtableOptions;
import dev.cairn.lsm.read.Frozen;
import dev.cairn.lsm.read.ReadState;
import dev.cairn.sim.Fault;
import dev.cairn.wal.commit.BatchFormat.Batch;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the leader of a commit does to the layers: publishing, and the switch to the next memtable.
@Tag("2.14")
final class WriteTargetTest {
    private static final MemtableOptions SMALL =
            MemtableOptions.DEFAULT.withBytes(1024).withFrozenMax(1);

    private final WriteTargetPlace place = WriteTargetPlace.withLog(SMALL);
    private final WriteTarget target = place.target();

    // ---- publishing

    @Test
    void the_mutations_of_a_group_get_numbers_one_after_the_other() {
        target.publish(new Batch(7, List.of(put("a", "1"), new Mutation.Delete(utf8("b")), put("a", "2"))), 40);
        assertThat(find("a", 9)).isEqualTo(new Lookup.Found(utf8("2")));
        assertThat(find("a", 8)).as("a at 8, before its second change").isEqualTo(new Lookup.Found(utf8("1")));
        assertThat(find("b", 8)).isEqualTo(new Lookup.Deleted());
        assertThat(find("b", 7)).isEqualTo(new Lookup.Unknown());
        assertThat(target.visible()).isEqualTo(9);
    }

    @Test
    void nothing_of_a_group_is_visible_before_all_of_it_is_in_memory() {
        target.publish(new Batch(1, List.of(put("a", "1"), put("b", "2"), put("c", "3"))), 40);
        assertThat(place.visibleAtInserts())
                .as("the number up to which readers see, at each of three inserts")
                .containsExactly(0L, 0L, 0L);
        assertThat(target.visible()).as("and after them").isEqualTo(3);
    }

    @Test
    void what_is_published_after_a_switch_goes_to_the_next_memtable() {
        target.publish(new Batch(1, List.of(put("a", "1"))), 20);
        target.freeze();
        target.publish(new Batch(2, List.of(put("b", "2"))), 20);
        ReadState state = place.layers().state();
        assertThat(state.active().entries())
                .as("changes in the active memtable")
                .isEqualTo(1);
        assertThat(state.frozen().getFirst().rows().entries())
                .as("changes in the frozen one")
                .isEqualTo(1);
        assertThat(target.get(utf8("b"))).contains(utf8("2"));
        assertThat(target.get(utf8("a"))).contains(utf8("1"));
    }

    @Test
    void who_shares_memory_is_told_of_all_of_it() {
        target.publish(new Batch(1, List.of(put("a", "1"))), 20);
        long one = place.layers().state().active().bytes();
        assertThat(place.told()).as("bytes told after the first group").isEqualTo(one);
        target.freeze();
        target.publish(new Batch(2, List.of(put("b", "2"))), 20);
        assertThat(place.told())
                .as("bytes told with one frozen memtable")
                .isEqualTo(one + place.layers().state().active().bytes());
    }

    // ---- the switch

    @Test
    void a_switch_freezes_what_is_visible_and_what_the_old_segments_hold() {
        target.publish(new Batch(1, List.of(put("a", "1"), put("b", "2"))), 20);
        Memtable full = place.layers().state().active();
        target.freeze();
        Frozen frozen = place.layers().state().frozen().getFirst();
        assertThat(frozen.rows()).isSameAs(full);
        assertThat(frozen.lastSequence()).isEqualTo(2);
        assertThat(frozen.nextSegment())
                .as("the first segment that holds nothing of it, of %s", place.segments())
                .isEqualTo(place.segments().getLast());
        assertThat(place.segments()).as("segments after the switch").hasSize(2);
        assertThat(place.layers().state().active().isEmpty()).isTrue();
    }

    @Test
    void a_flush_is_asked_for_when_there_is_something_to_flush() {
        target.publish(new Batch(1, List.of(put("a", "1"))), 20);
        target.freeze();
        assertThat(place.frozenAtRequests())
                .as("memtables frozen whenever a flush was asked for")
                .containsExactly(1);
    }

    @Test
    void an_empty_memtable_is_not_frozen() {
        target.freeze();
        assertThat(place.layers().state().frozen()).isEmpty();
        assertThat(place.segments()).as("segments").hasSize(1);
        assertThat(place.frozenAtRequests()).isEmpty();
    }

    @Test
    void a_switch_that_may_wait_does_not_freeze_more_than_may_be_frozen() {
        assertThat(target.freezeIfMay()).as("with nothing to freeze").isTrue();
        for (int sequence = 1; sequence <= SMALL.frozenMax(); sequence++) {
            target.publish(new Batch(sequence, List.of(put("a", "1"))), 20);
            assertThat(target.freezeIfMay()).as("with room for it").isTrue();
        }
        target.publish(new Batch(9, List.of(put("b", "1"))), 20);
        assertThat(target.freezeIfMay()).as("with as many frozen as may be").isFalse();
        assertThat(place.layers().state().frozen()).hasSize(SMALL.frozenMax());
    }

    @Test
    void where_no_segment_can_be_begun_nothing_changes() {
        target.publish(new Batch(1, List.of(put("a", "1"))), 20);
        place.failCalls(Fault.IO_ERROR);
        assertThatThrownBy(target::freeze).isInstanceOf(StoreException.class);
        assertThat(place.layers().state().frozen().size())
                .as("memtables that are frozen, after the roll of the log failed")
                .isZero();
        assertThat(place.layers().state().active().entries())
                .as("changes in the active one")
                .isEqualTo(1);
        assertThat(place.frozenAtRequests()).isEmpty();
    }

    @Test
    void without_a_log_there_is_no_segment_to_begin() {
        WriteTargetPlace withoutLog = WriteTargetPlace.withoutLog(SMALL);
        withoutLog.target().publish(new Batch(1, List.of(put("a", "1"))), 0);
        withoutLog.target().freeze();
        assertThat(withoutLog.layers().state().frozen().getFirst().nextSegment())
                .isZero();
    }

    // ---- room

    @Test
    void while_the_active_memtable_has_room_nothing_is_done() {
        target.publish(new Batch(1, List.of(put("a", "1"))), 20);
        ReadState before = place.layers().state();
        assertThat(target.makeRoom()).isEqualTo(Duration.ZERO);
        assertThat(place.layers().state()).isSameAs(before);
    }

    @Test
    void a_full_memtable_is_frozen_and_there_is_room() {
        fill(1);
        assertThat(target.makeRoom()).isEqualTo(Duration.ZERO);
        assertThat(place.layers().state().frozen()).hasSize(1);
        assertThat(place.layers().state().active().isEmpty()).isTrue();
        assertThat(target.stalls()).isZero();
    }

    @Test
    void while_as_many_wait_as_may_writers_wait_too_and_are_counted() {
        fill(1);
        target.makeRoom();
        fill(2);
        ReadState before = place.layers().state();
        assertThat(target.makeRoom()).as("how long to wait").isPositive();
        assertThat(target.makeRoom()).isPositive();
        assertThat(target.stalls()).isEqualTo(2);
        assertThat(place.layers().state()).isSameAs(before);
    }

    @Test
    void where_memory_is_full_and_flushing_fails_writers_are_told_why() {
        fill(1);
        target.makeRoom();
        fill(2);
        place.failFlush("no space left on device");
        assertThatThrownBy(target::makeRoom)
                .isInstanceOf(StoreException.Unavailable.class)
                .hasMessage("memory is full, and it cannot be written to a table (no space left on device): writes are"
                        + " taken again when that has succeeded");
        assertThat(target.stalls()).as("groups that were made to wait").isZero();
    }

    @Test
    void a_flush_that_fails_stops_nobody_as_long_as_there_is_room() {
        place.failFlush("no space left on device");
        assertThat(target.makeRoom()).isEqualTo(Duration.ZERO);
        fill(1);
        assertThat(target.makeRoom()).isEqualTo(Duration.ZERO);
    }

    private void fill(long sequence) {
        target.publish(new Batch(sequence, List.of(put("k", "v".repeat(2_000)))), 2_000);
    }

    private Lookup find(String key, long sequence) {
        return place.layers().state().active().get(InternalKey.search(utf8(key), sequence));
    }

    private static Mutation put(String key, String value) {
        return new Mutation.Put(utf8(key), utf8(value));
    }
}
