package dev.cairn.sim.contract;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Compare-and-set: what is expected, absent or a value, decides; a refusal changes nothing.
///
/// | expected | now | answer |
/// |---|---|---|
/// | absent | absent | true |
/// | absent | a value | false |
/// | a value | that value | true |
/// | a value | absent or another | false |
public interface CompareAndSetRules extends StoreUnderTest {
    /// The key that the rules are tried on.
    Bytes KEY = utf8("key");

    @Test
    default void an_absent_key_that_is_expected_absent_is_set() {
        assumeComparesAndSets();
        assertThat(store().compareAndSet(KEY, Optional.empty(), value("1"))).isTrue();
        assertHolds(KEY, utf8("1"));
    }

    @Test
    default void a_deleted_key_counts_as_absent() {
        assumeComparesAndSets();
        store().put(KEY, utf8("1"));
        store().delete(KEY);
        assertThat(store().compareAndSet(KEY, value("1"), value("2"))).isFalse();
        assertThat(store().compareAndSet(KEY, Optional.empty(), value("3"))).isTrue();
        assertHolds(KEY, utf8("3"));
    }

    @Test
    default void a_present_key_that_is_expected_absent_stays() {
        assumeComparesAndSets();
        store().put(KEY, utf8("1"));
        assertThat(store().compareAndSet(KEY, Optional.empty(), value("2"))).isFalse();
        assertHolds(KEY, utf8("1"));
    }

    @Test
    default void a_value_that_is_as_expected_is_replaced() {
        assumeComparesAndSets();
        store().put(KEY, utf8("1"));
        assertThat(store().compareAndSet(KEY, value("1"), value("2"))).isTrue();
        assertHolds(KEY, utf8("2"));
    }

    @Test
    default void another_value_than_expected_stays() {
        assumeComparesAndSets();
        store().put(KEY, utf8("1"));
        assertThat(store().compareAndSet(KEY, value("11"), value("2"))).isFalse();
        assertHolds(KEY, utf8("1"));
    }

    @Test
    default void an_absent_key_that_is_expected_to_have_a_value_stays_absent() {
        assumeComparesAndSets();
        assertThat(store().compareAndSet(KEY, value("1"), value("2"))).isFalse();
        assertAbsent(KEY);
    }

    @Test
    default void a_value_that_is_as_expected_is_deleted_if_the_replacement_is_nothing() {
        assumeComparesAndSets();
        store().put(KEY, utf8("1"));
        assertThat(store().compareAndSet(KEY, value("1"), Optional.empty())).isTrue();
        assertAbsent(KEY);
    }

    @Test
    default void another_value_than_expected_is_not_deleted() {
        assumeComparesAndSets();
        store().put(KEY, utf8("1"));
        assertThat(store().compareAndSet(KEY, value("2"), Optional.empty())).isFalse();
        assertHolds(KEY, utf8("1"));
    }

    @Test
    default void an_absent_key_may_be_expected_absent_and_left_so() {
        assumeComparesAndSets();
        assertThat(store().compareAndSet(KEY, Optional.empty(), Optional.empty()))
                .isTrue();
        assertAbsent(KEY);
    }

    @Test
    default void an_empty_value_is_not_the_same_as_absent() {
        assumeComparesAndSets();
        assertThat(store().compareAndSet(KEY, value(""), value("1"))).isFalse();
        store().put(KEY, Bytes.EMPTY);
        assertThat(store().compareAndSet(KEY, Optional.empty(), value("2"))).isFalse();
        assertThat(store().compareAndSet(KEY, value(""), value("3"))).isTrue();
        assertHolds(KEY, utf8("3"));
    }

    @Test
    default void a_value_may_be_replaced_by_itself() {
        assumeComparesAndSets();
        store().put(KEY, utf8("1"));
        assertThat(store().compareAndSet(KEY, value("1"), value("1"))).isTrue();
        assertHolds(KEY, utf8("1"));
    }

    @Test
    default void a_comparison_looks_at_the_last_byte_too() {
        assumeComparesAndSets();
        Bytes stored = PointRules.someBytes(10_000);
        Bytes almost = stored.slice(0, 9_999).concat(Bytes.copyOf((byte) ~stored.at(9_999)));
        store().put(KEY, stored);
        assertThat(store().compareAndSet(KEY, Optional.of(almost), value("2"))).isFalse();
        assertThat(store().compareAndSet(KEY, Optional.of(stored.copy()), value("2")))
                .isTrue();
    }

    private static Optional<Bytes> value(String text) {
        return Optional.of(utf8(text));
    }
}
