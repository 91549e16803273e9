package dev.cairn.wal.map;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
import dev.cairn.common.store.StoreException;
import dev.cairn.sim.Fault;
import dev.cairn.wal.LogFile;
import dev.cairn.wal.LogPlace;
import dev.cairn.wal.RecordWriter;
import dev.cairn.wal.TailPolicy;
import dev.cairn.wal.commit.SyncPolicy;
import dev.cairn.wal.map.SideFile.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The file `CAIRN`: replaced as a whole, read with suspicion, and the memory of which policy wrote what.
final class SideFileTest {
    private static final SyncPolicy EVERY = SyncPolicy.every(Duration.ofMillis(10));
    private static final SideFile TWO_RUNS = new SideFile("map", List.of(new Run(1, "always"), new Run(4, "never")));

    private final LogPlace place = LogPlace.empty();

    // ---- on disk

    @Test
    void what_was_written_is_read() {
        TWO_RUNS.write(place.disk());
        assertThat(SideFile.read(place.disk())).contains(TWO_RUNS);
    }

    @Test
    void where_there_is_none_none_is_read() {
        assertThat(SideFile.read(place.disk())).isEmpty();
    }

    @Test
    void it_is_durable_under_another_name_before_it_replaces_the_old_one() {
        assertThat(place.callsDuring(() -> TWO_RUNS.write(place.disk())))
                .containsExactly(
                        "exists CAIRN.tmp",
                        "create CAIRN.tmp",
                        "append CAIRN.tmp",
                        "sync CAIRN.tmp",
                        "close CAIRN.tmp",
                        "rename CAIRN.tmp",
                        "syncDirectory");
    }

    @Test
    void what_an_earlier_attempt_left_is_replaced() {
        place.put(SideFile.TEMPORARY_NAME, utf8("half of it"));
        TWO_RUNS.write(place.disk());
        assertThat(SideFile.read(place.disk())).contains(TWO_RUNS);
        assertThat(place.names()).containsExactly(SideFile.NAME);
    }

    @Test
    void at_every_failure_and_power_cut_the_old_or_the_new_one_is_there() {
        SideFile old = new SideFile("map", List.of(new Run(1, "always")));
        for (int passed = 0; passed < 7; passed++) {
            LogPlace failing = LogPlace.empty();
            old.write(failing.disk());
            failing.failCallAfter(passed, Fault.IO_ERROR);
            assertThatThrownBy(() -> TWO_RUNS.write(failing.disk()))
                    .isInstanceOf(StoreException.Failed.class)
                    .hasMessageContaining("cannot write db/CAIRN");
            failing.forEachPowerCut(
                    cut -> assertThat(SideFile.read(cut.disk()).orElseThrow()).isIn(old, TWO_RUNS));
        }
    }

    @Test
    void one_of_a_newer_version_is_refused() throws IOException {
        try (AppendFile file = place.disk().create(SideFile.NAME)) {
            new RecordWriter(file).append(utf8("{\"engine\":\"map\",\"runs\":[],\"cluster\":\"c1\"}"));
        }
        assertThatThrownBy(() -> SideFile.read(place.disk()))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessage(
                        "db/CAIRN tells of \"cluster\", of which this version knows nothing: open the store with the"
                                + " newer version that wrote it");
    }

    @Test
    void no_turned_bit_goes_unnoticed() {
        TWO_RUNS.write(place.disk());
        for (long bit = 0; bit < 8L * place.length(SideFile.NAME); bit++) {
            LogPlace damaged = place.afterKill();
            damaged.flipBit(SideFile.NAME, bit);
            assertThatThrownBy(() -> SideFile.read(damaged.disk()))
                    .isInstanceOf(StoreException.Corrupt.class)
                    .hasMessageStartingWith("db/CAIRN is corrupt at byte 0");
        }
    }

    @Test
    void no_cut_goes_unnoticed() {
        TWO_RUNS.write(place.disk());
        Bytes whole = place.bytes(SideFile.NAME);
        for (int cut = 0; cut < whole.length(); cut++) {
            place.put(SideFile.NAME, whole.slice(0, cut));
            assertThatThrownBy(() -> SideFile.read(place.disk())).isInstanceOf(StoreException.Corrupt.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"engine\":\"map\"}",
                "{\"runs\":[]}",
                "{\"engine\":\"map\",\"runs\":[null]}",
                "{\"engine\":\"map\",\"runs\":[{\"firstSegment\":1,\"sync\":\"sometimes\"}]}",
                "{\"engine\":\"map\",\"runs\":[{\"firstSegment\":1}]}",
                "{\"engine\":\"map\",\"runs\":[{\"firstSegment\":\"one\",\"sync\":\"always\"}]}",
                "not JSON at all"
            })
    void a_record_that_is_no_side_file_is_corrupt(String text) {
        place.put(SideFile.NAME, LogFile.of(text).bytes());
        assertThatThrownBy(() -> SideFile.read(place.disk()))
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageContaining("a JSON object with engine and runs");
    }

    @Test
    void an_enormous_file_is_corrupt_before_it_is_read() {
        place.put(SideFile.NAME, LogFile.zeros((1 << 20) + 1));
        List<String> calls = place.callsDuring(
                () -> assertThatThrownBy(() -> SideFile.read(place.disk())).isInstanceOf(StoreException.Corrupt.class));
        assertThat(calls).doesNotContain("read CAIRN");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void a_disk_that_cannot_be_read_is_a_failure_and_no_damage(int passed) {
        TWO_RUNS.write(place.disk());
        place.failCallAfter(passed, Fault.IO_ERROR);
        assertThatThrownBy(() -> SideFile.read(place.disk()))
                .isInstanceOf(StoreException.Failed.class)
                .hasMessageContaining("cannot read db/CAIRN");
    }

    // ---- which policy wrote what

    @Test
    void each_segment_is_judged_by_the_run_it_belongs_to() {
        assertThat(TWO_RUNS.tailPolicyOf(1)).isEqualTo(TailPolicy.ONE_RECORD_PER_SYNC);
        assertThat(TWO_RUNS.tailPolicyOf(3)).isEqualTo(TailPolicy.ONE_RECORD_PER_SYNC);
        assertThat(TWO_RUNS.tailPolicyOf(4)).isEqualTo(TailPolicy.FIRST_DAMAGE_ENDS);
        assertThat(TWO_RUNS.tailPolicyOf(99)).isEqualTo(TailPolicy.FIRST_DAMAGE_ENDS);
    }

    @Test
    void of_a_segment_that_no_run_tells_of_nothing_is_assumed() {
        SideFile later = new SideFile("map", List.of(new Run(5, "always")));
        assertThat(later.tailPolicyOf(4)).isEqualTo(TailPolicy.FIRST_DAMAGE_ENDS);
        assertThat(new SideFile("map", List.of()).tailPolicyOf(1)).isEqualTo(TailPolicy.FIRST_DAMAGE_ENDS);
    }

    @Test
    @Tag("1.11")
    void another_policy_begins_another_run() {
        assertThat(TWO_RUNS.with(7, EVERY, 1).runs())
                .containsExactly(new Run(1, "always"), new Run(4, "never"), new Run(7, "every=10ms"));
    }

    @Test
    @Tag("1.11")
    void the_same_policy_goes_on_with_its_run() {
        assertThat(TWO_RUNS.with(7, SyncPolicy.never(), 1)).isEqualTo(TWO_RUNS);
    }

    @Test
    @Tag("1.11")
    void a_segment_that_is_written_again_belongs_to_the_new_policy_alone() {
        assertThat(TWO_RUNS.with(4, EVERY, 1).runs()).containsExactly(new Run(1, "always"), new Run(4, "every=10ms"));
        assertThat(TWO_RUNS.with(4, SyncPolicy.always(), 1).runs()).containsExactly(new Run(1, "always"));
        assertThat(TWO_RUNS.with(1, EVERY, 1).runs()).containsExactly(new Run(1, "every=10ms"));
    }

    @Test
    @Tag("1.11")
    void runs_that_no_kept_segment_belongs_to_are_forgotten() {
        SideFile three = TWO_RUNS.with(7, EVERY, 1);
        assertThat(three.with(9, SyncPolicy.always(), 3).runs()).hasSize(4);
        assertThat(three.with(9, SyncPolicy.always(), 4).runs())
                .containsExactly(new Run(4, "never"), new Run(7, "every=10ms"), new Run(9, "always"));
        assertThat(three.with(9, EVERY, 9).runs()).containsExactly(new Run(7, "every=10ms"));
    }

    @Test
    @Tag("1.11")
    void nothing_known_begins_with_the_first_policy_told() {
        assertThat(new SideFile("map", List.of()).with(1, EVERY, 1).runs()).containsExactly(new Run(1, "every=10ms"));
        assertThat(SideFile.read(place.disk())).isEqualTo(Optional.empty());
    }
}
