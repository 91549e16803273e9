package dev.cairn.sim.contract;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.ReservedKeys;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What is refused, with nothing changed: keys of the node, and what is over a limit.
public interface RefusalRules extends StoreUnderTest {
    @Test
    default void a_reserved_key_cannot_be_put() {
        assertRefused(() -> store().put(ReservedKeys.PREFIX, utf8("1")));
        assertRefused(() -> store().put(reserved("x"), utf8("1")));
    }

    @Test
    default void a_reserved_key_cannot_be_deleted() {
        assertRefused(() -> store().delete(reserved("x")));
    }

    @Test
    default void a_reserved_key_cannot_be_set_by_comparison() {
        assumeComparesAndSets();
        assertRefused(() -> store().compareAndSet(reserved("x"), Optional.empty(), Optional.of(utf8("1"))));
        assertRefused(() -> store().compareAndSet(reserved("x"), Optional.empty(), Optional.empty()));
    }

    @Test
    default void the_neighbours_of_reserved_keys_are_free() {
        for (String free : new String[] {"00636169726e", "00636169726e01", "00636169726dff", "636169726e00"}) {
            store().put(Bytes.hex(free), utf8(free));
            assertHolds(Bytes.hex(free), utf8(free));
        }
    }

    @Test
    default void a_key_at_its_limit_is_taken() {
        Bytes longest = PointRules.someBytes(WriteBatch.KEY_BYTES_MAX);
        store().put(longest, utf8("1"));
        assertHolds(longest, utf8("1"));
    }

    @Test
    default void a_key_over_its_limit_is_refused() {
        Bytes tooLong = PointRules.someBytes(WriteBatch.KEY_BYTES_MAX + 1);
        assertRefused(() -> store().put(tooLong, utf8("1")));
        assertRefused(() -> store().delete(tooLong));
    }

    @Test
    default void a_value_over_its_limit_is_refused() {
        Bytes tooLong = Bytes.wrap(new byte[WriteBatch.VALUE_BYTES_MAX + 1]);
        assertRefused(() -> store().put(utf8("a"), tooLong));
    }

    @Test
    default void compare_and_set_has_the_limits_of_a_write() {
        assumeComparesAndSets();
        Bytes tooLongKey = PointRules.someBytes(WriteBatch.KEY_BYTES_MAX + 1);
        Bytes tooLongValue = Bytes.wrap(new byte[WriteBatch.VALUE_BYTES_MAX + 1]);
        assertRefused(() -> store().compareAndSet(tooLongKey, Optional.empty(), Optional.of(utf8("1"))));
        assertRefused(() -> store().compareAndSet(utf8("a"), Optional.empty(), Optional.of(tooLongValue)));
    }

    @Test
    default void a_store_without_compare_and_set_refuses_it() {
        if (!promises().comparesAndSets()) {
            assertRefused(() -> store().compareAndSet(utf8("a"), Optional.empty(), Optional.of(utf8("1"))));
        }
    }

    /// Asserts that `call` is refused, and that the store is as it was and goes on.
    private void assertRefused(ThrowingCallable call) {
        store().put(utf8("before"), utf8("1"));
        assertThatThrownBy(call).isInstanceOf(StoreException.Refused.class).hasMessageMatching("(?s).{20,}");
        assertRows(KeyRange.all(), "before=1");
        store().put(utf8("after"), utf8("2"));
        assertHolds(utf8("after"), utf8("2"));
        store().delete(utf8("after"));
    }

    private static Bytes reserved(String rest) {
        return ReservedKeys.PREFIX.concat(utf8(rest));
    }
}
