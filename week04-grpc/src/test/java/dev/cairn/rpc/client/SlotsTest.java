package dev.cairn.rpc.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.SessionId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Which ids a session gives.
final class SlotsTest {
    private static final SessionId SESSION = new SessionId(Bytes.hex("00".repeat(SessionId.LENGTH)));

    @Test
    @Tag("4.5")
    void the_first_write_has_slot_0_and_number_1() {
        assertThat(new Slots(SESSION, 3).take()).contains(id(0, 1));
    }

    @Test
    @Tag("4.5")
    void writes_under_way_have_different_slots_until_there_are_none() {
        Slots slots = new Slots(SESSION, 2);
        assertThat(slots.take()).contains(id(0, 1));
        assertThat(slots.take()).contains(id(1, 1));
        assertThat(slots.take()).isEmpty();
    }

    @Test
    @Tag("4.5")
    void a_slot_that_was_freed_counts_on() {
        Slots slots = new Slots(SESSION, 2);
        slots.take();
        slots.take();
        slots.release(id(0, 1));
        assertThat(slots.take()).as("the next write in slot 0").contains(id(0, 2));
        slots.release(id(1, 1));
        assertThat(slots.take()).contains(id(1, 2));
    }

    @Test
    @Tag("4.5")
    void the_lowest_free_slot_is_taken() {
        Slots slots = new Slots(SESSION, 3);
        slots.take();
        slots.take();
        slots.release(id(1, 1));
        slots.release(id(0, 1));
        assertThat(slots.take()).contains(id(0, 2));
    }

    @Test
    @Tag("4.5")
    void what_is_not_under_way_cannot_be_freed() {
        Slots slots = new Slots(SESSION, 2);
        slots.take();
        assertThatThrownBy(() -> slots.release(id(1, 1)), "a slot that is free")
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> slots.release(id(0, 2)), "another number").isInstanceOf(IllegalStateException.class);
        SessionId other = new SessionId(Bytes.hex("01".repeat(SessionId.LENGTH)));
        RequestId ofOther = new RequestId(other, 0, 1);
        assertThatThrownBy(() -> slots.release(ofOther), "another session").isInstanceOf(IllegalStateException.class);
        assertThat(slots.take()).contains(id(1, 1));
        slots.release(id(0, 1));
        assertThatThrownBy(() -> slots.release(id(0, 1)), "a slot twice").isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Tag("4.5")
    void an_older_number_does_not_free_the_slot_of_the_write_that_is_in_it_now() {
        Slots slots = new Slots(SESSION, 1);
        slots.take();
        slots.release(id(0, 1));
        slots.take();
        assertThatThrownBy(() -> slots.release(id(0, 1)), "an older number of a slot in use")
                .isInstanceOf(IllegalStateException.class);
        assertThat(slots.take()).as("a slot beside the write under way").isEmpty();
        assertThatThrownBy(() -> slots.release(id(99, 1)), "a slot that is none")
                .isInstanceOf(IllegalStateException.class);
    }

    @Property(tries = 200)
    @net.jqwik.api.Tag("4.5")
    void no_id_is_given_twice_and_no_slot_serves_two(@ForAll @Size(max = 60) List<@IntRange(max = 5) Integer> moves) {
        Slots slots = new Slots(SESSION, 3);
        Map<Integer, RequestId> underWay = new HashMap<>();
        Set<RequestId> given = new HashSet<>();
        for (int move : moves) {
            RequestId freed = underWay.remove(move);
            if (freed != null) {
                slots.release(freed);
            } else {
                Optional<RequestId> taken = slots.take();
                assertThat(taken.isPresent()).isEqualTo(underWay.size() < 3);
                taken.ifPresent(id -> assertThat(given.add(id)).isTrue());
                taken.ifPresent(id -> assertThat(underWay.put(id.slot(), id)).isNull());
            }
        }
    }

    private static RequestId id(int slot, long sequence) {
        return new RequestId(SESSION, slot, sequence);
    }
}
