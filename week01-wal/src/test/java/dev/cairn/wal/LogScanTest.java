package dev.cairn.wal;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Reading a log that is alive.
final class LogScanTest {
    private static final LogPosition START = new LogPosition(1, 0);

    private final LogPlace place = LogPlace.empty();
    private final Log log = place.create();

    /// 000001.log holds one and two, 000002.log three, 000005.log four and five.
    @BeforeEach
    void append() {
        log.appendAll(List.of(utf8("one"), utf8("two")));
        log.roll();
        log.append(utf8("three"));
        place.numberedFrom(4);
        log.roll();
        log.appendAll(List.of(utf8("four"), utf8("five")));
    }

    @Test
    @Tag("1.6")
    void a_scan_from_the_start_shows_all_records_and_where_they_are() {
        assertThat(scan(START))
                .containsExactly("one at 1:0", "two at 1:10", "three at 2:0", "four at 5:0", "five at 5:11");
    }

    @Test
    @Tag("1.6")
    void a_scan_begins_at_the_position_it_was_given() {
        assertThat(scan(new LogPosition(1, 10))).startsWith("two at 1:10").hasSize(4);
        assertThat(scan(new LogPosition(5, 11))).containsExactly("five at 5:11");
    }

    @Test
    @Tag("1.6")
    void a_scan_from_the_end_shows_nothing() {
        assertThat(scan(new LogPosition(5, 22))).isEmpty();
        assertThat(scan(new LogPosition(6, 0))).isEmpty();
    }

    @Test
    @Tag("1.7")
    void a_scan_from_a_segment_that_is_not_there_begins_with_the_next_one() {
        log.dropHead(2);
        assertThat(scan(new LogPosition(1, 10))).startsWith("three at 2:0").hasSize(3);
        assertThat(scan(new LogPosition(3, 7))).containsExactly("four at 5:0", "five at 5:11");
    }

    @Test
    @Tag("1.6")
    void a_scan_shows_what_had_been_appended_when_it_was_made() {
        try (LogScan scan = log.readFrom(new LogPosition(5, 0))) {
            log.append(utf8("six"));
            log.roll();
            log.append(utf8("seven"));
            assertThat(rest(scan)).containsExactly("four at 5:0", "five at 5:11");
        }
    }

    @Test
    @Tag("1.6")
    void a_scan_shows_what_no_sync_has_covered() {
        assertThat(log.hasUnsynced()).isTrue();
        assertThat(scan(START)).hasSize(5);
    }

    @Test
    @Tag("1.7")
    void a_segment_dropped_under_an_open_file_can_still_be_read() {
        try (LogScan scan = log.readFrom(START)) {
            scan.next();
            log.dropHead(2);
            assertThat(rest(scan)).startsWith("two at 1:10").hasSize(4);
        }
    }

    @Test
    @Tag("1.7")
    void a_segment_dropped_before_the_scan_comes_to_it_is_a_failure() {
        try (LogScan scan = log.readFrom(START)) {
            log.dropHead(2);
            assertThatThrownBy(scan::next)
                    .isInstanceOf(StoreException.Failed.class)
                    .hasMessageContaining("db/000001.log")
                    .hasMessageContaining("no such file");
        }
    }

    @Test
    @Tag("1.6")
    void damage_in_what_was_appended_is_corruption() {
        log.sync();
        place.flipBit("000002.log", 80);
        try (LogScan scan = log.readFrom(new LogPosition(2, 0))) {
            assertThatThrownBy(scan::next)
                    .isInstanceOfSatisfying(
                            StoreException.Corrupt.class,
                            corrupt -> assertThat(corrupt.file()).isEqualTo("db/000002.log"));
        }
    }

    @Test
    @Tag("1.6")
    void a_closed_scan_shows_nothing_more_and_may_be_closed_again() {
        LogScan scan = log.readFrom(START);
        scan.next();
        scan.close();
        scan.close();
        assertThat(scan.next()).isEmpty();
    }

    @Test
    @Tag("1.6")
    void a_scan_leaves_no_file_open() {
        List<String> calls = place.callsDuring(() -> scan(START));
        assertThat(calls).filteredOn(call -> call.startsWith("open")).hasSize(3);
        assertThat(calls).filteredOn(call -> call.startsWith("close")).hasSize(3);
    }

    private List<String> scan(LogPosition from) {
        try (LogScan scan = log.readFrom(from)) {
            return rest(scan);
        }
    }

    private static List<String> rest(LogScan scan) {
        List<String> rest = new ArrayList<>();
        for (var entry = scan.next(); entry.isPresent(); entry = scan.next()) {
            LogPosition at = entry.get().position();
            rest.add(entry.get().payload().toUtf8() + " at " + at.segment() + ":" + at.offset());
        }
        return rest;
    }
}
