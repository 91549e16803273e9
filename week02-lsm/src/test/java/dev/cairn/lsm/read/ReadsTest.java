package dev.cairn.lsm.read;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.memtable.Memtable;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Gets and scans through layers that were made by hand, while these change.
@Tag("2.13")
final class ReadsTest {
    private final ReadPlace place = new ReadPlace();

    // ---- which layer answers

    @Test
    void a_get_is_answered_by_the_newest_layer_that_knows_the_key() {
        place.write("k@1=table", "t@1=table");
        place.freeze();
        place.flush(5);
        place.write("k@2=older", "o@2=older");
        place.freeze();
        place.write("k@3=newer", "n@3=newer");
        place.freeze();
        place.write("k@4=active", "a@4=active");

        assertThat(place.get("k", 9)).as("k is in all layers").isEqualTo("active");
        assertThat(place.get("a", 9)).isEqualTo("active");
        assertThat(place.get("n", 9)).isEqualTo("newer");
        assertThat(place.get("o", 9)).isEqualTo("older");
        assertThat(place.get("t", 9)).isEqualTo("table");
        assertThat(place.get("x", 9)).isEqualTo("none");
    }

    @Test
    void of_two_frozen_memtables_the_newer_one_is_asked_first() {
        place.write("k@1=older");
        place.freeze();
        place.write("k@2=newer");
        place.freeze();

        assertThat(place.get("k", 9)).isEqualTo("newer");
        assertThat(place.get("k", 1)).as("at the moment of the older one").isEqualTo("older");
    }

    @Test
    void a_tombstone_in_any_layer_hides_what_older_layers_hold() {
        place.write("a@1=1", "b@2=2", "c@3=3");
        place.freeze();
        place.flush(5);
        place.write("c@4 deleted");
        place.freeze();
        place.flush(6);
        place.write("b@5 deleted");
        place.freeze();
        place.write("a@6 deleted");

        assertThat(place.get("a", 9)).as("a, deleted in the active memtable").isEqualTo("none");
        assertThat(place.get("b", 9)).as("b, deleted in a frozen memtable").isEqualTo("none");
        assertThat(place.get("c", 9)).as("c, deleted in the newer table").isEqualTo("none");
        assertThat(place.scan(9)).isEmpty();
        assertThat(place.scan(3)).containsExactly("a=1", "b=2", "c=3");
    }

    @Test
    void a_scan_shows_the_rows_of_all_layers_in_order() {
        place.addTable(2, 3, "g@1=level 2");
        place.addTable(1, 4, "a@2=level 1", "f@2=level 1");
        place.addTable(0, 5, "e@3=level 0", "g@3=newer");
        place.write("d@4=frozen first", "b@4=frozen first");
        place.freeze();
        place.write("c@5=frozen last", "b@5=newer");
        place.freeze();
        place.write("h@6=active");

        assertThat(place.scan(9))
                .containsExactly(
                        "a=level 1",
                        "b=newer",
                        "c=frozen last",
                        "d=frozen first",
                        "e=level 0",
                        "f=level 1",
                        "g=newer",
                        "h=active");
    }

    @Test
    void reads_change_nothing() {
        place.write("k@1=1");
        place.freeze();
        ReadState before = place.layers().state();
        Memtable active = before.active();
        for (int i = 0; i < 50; i++) {
            place.get("k", 9);
            place.get("unknown", 9);
            place.scan(9);
        }
        assertThat(active.entries()).as("entries that 150 reads left in memory").isZero();
        assertThat(place.layers().state()).isSameAs(before);
        assertThat(place.snapshots().count()).isZero();
    }

    // ---- gets while layers change

    @Test
    void a_get_takes_the_layers_before_the_moment() {
        place.write("k@1=1");
        place.freeze();
        Optional<Bytes> found = place.reads().get(utf8("k"), () -> {
            place.flushAs(5, "k@2=2");
            return 1;
        });
        assertThat(found.map(Bytes::toUtf8))
                .as("k at moment 1; when that had been asked for, a flush left k@1 out, which nobody held")
                .contains("1");
    }

    @Test
    void a_get_whose_table_is_gone_begins_again_with_the_newer_layers_and_the_newer_moment() {
        place.addTable(0, 5, "k@1=old");
        AtomicInteger asked = new AtomicInteger();
        Optional<Bytes> found = place.reads().get(utf8("k"), () -> {
            if (asked.incrementAndGet() == 1) {
                place.replaceTables(6, "k@2=new");
            }
            return asked.get();
        });
        assertThat(found.map(Bytes::toUtf8)).contains("new");
        assertThat(asked).as("how often the moment was asked for").hasValue(2);
    }

    @Test
    void a_get_whose_table_is_gone_though_the_layers_name_it_says_which() {
        place.addTable(0, 5, "k@1=old");
        place.deleteFile(5);
        assertThatThrownBy(() -> place.get("k", 9))
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageContaining("000005.sst")
                .hasMessageContaining("a table of the store")
                .hasMessageContaining("no such file");
    }

    @Test
    void a_get_beside_a_close_says_closed() {
        place.addTable(0, 5, "k@1=old");
        place.tables().close();
        assertThatThrownBy(() -> place.get("k", 9)).isInstanceOf(StoreException.Closed.class);
    }

    // ---- scans while layers change

    @Test
    void a_scan_takes_the_layers_before_it_pins() {
        place.write("k@1=1");
        place.freeze();
        place.whenPinned(() -> {}, () -> place.flush(5));
        assertThat(place.scan(9))
                .as("a flush ended when the version was pinned")
                .containsExactly("k=1");
    }

    @Test
    void a_row_that_is_flushed_before_the_pin_is_shown_once() {
        place.write("j@1=1", "k@2=2");
        place.freeze();
        place.whenPinned(() -> place.flush(5), () -> {});
        try (Cursor rows = place.reads().scan(KeyRange.all(), () -> 9)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.next()).isTrue();
            assertThat(rows.next()).as("is there a third row of two?").isFalse();
            assertThat(rows.previous()).isTrue();
            assertThat(rows.previous()).isTrue();
            assertThat(rows.key()).isEqualTo(utf8("j"));
        }
    }

    @Test
    void a_scan_holds_its_number_until_its_version_is_pinned() {
        place.write("k@1=1");
        place.whenPinned(
                () -> assertThat(place.snapshots().oldest(() -> 9))
                        .as("the oldest number that is held, when the version is pinned")
                        .isEqualTo(4),
                () -> {});
        assertThat(place.scan(4)).containsExactly("k=1");
        assertThat(place.snapshots().count()).as("numbers held after that").isZero();
    }

    @Test
    void a_scan_pins_its_version_until_it_is_closed() {
        place.addTable(0, 5, "k@1=1");
        try (Cursor rows = place.reads().scan(KeyRange.all(), () -> 9)) {
            assertThat(place.held()).as("versions held by an open scan").isEqualTo(1);
            place.write("k@2=2", "l@3=3");
            assertThat(rows.next()).isTrue();
        }
        assertThat(place.held()).as("versions held by a closed scan").isZero();
    }

    @Test
    void a_scan_that_cannot_be_opened_holds_nothing() {
        place.addTable(0, 5, "k@1=1");
        place.deleteFile(5);
        assertThatThrownBy(() -> place.scan(9)).isInstanceOf(StoreException.Corrupt.class);
        assertThat(place.held()).as("versions held").isZero();
        assertThat(place.snapshots().count()).as("numbers held").isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void an_entry_of_an_unknown_kind_is_corruption_to_a_get_and_to_a_scan_both_ways(int level) {
        place.addTable(level, 5, "a@1=1");
        place.addTableOfUnknownKind(level, 6, "b");
        requireUnknownKind(() -> place.get("b", 9));
        requireUnknownKind(() -> place.scan(9));
        try (Cursor rows = place.reads().scan(KeyRange.all(), () -> 9)) {
            requireUnknownKind(rows::last);
        }
    }

    private static void requireUnknownKind(ThrowingCallable read) {
        assertThatThrownBy(read)
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageContaining("db/000006.sst")
                .hasMessageContaining("an entry that is a put or a delete");
    }

    @Test
    void a_scan_of_a_moment_that_is_over_holds_nothing() {
        assertThatThrownBy(() -> place.reads().scan(KeyRange.all(), () -> {
                    throw new StoreException.Closed("the snapshot");
                }))
                .isInstanceOf(StoreException.Closed.class);
        assertThat(place.held() + place.snapshots().count()).isZero();
    }
}
