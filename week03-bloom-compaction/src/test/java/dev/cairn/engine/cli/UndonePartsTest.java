package dev.cairn.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.cli.TerminalProbe;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import dev.cairn.engine.EngineSettings;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.compaction.Compaction;
import dev.cairn.lsm.compaction.CompactionRunner;
import dev.cairn.lsm.compaction.CompactionStrategy;
import dev.cairn.lsm.compaction.WriteBrake;
import dev.cairn.lsm.version.Version;
import dev.cairn.wal.cli.WritableStore;
import dev.cairn.wal.commit.SyncPolicy;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program in an edition in which a part of week 3 is not written yet.
class UndonePartsTest {
    private static final String UNDONE = "exercise 3.7 is not done yet";
    private static final CompactionStrategy MISSING = (_, _) -> {
        throw new UnsupportedOperationException(UNDONE);
    };

    @TempDir
    private Path top;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void all_parts_are_there() {
        for (EngineSettings settings :
                List.of(EngineSettings.balanced(), EngineSettings.lowMemory(), EngineSettings.highThroughput())) {
            assertThat(EngineTrial.missing(settings, EngineSettings::toOptions)).isEmpty();
        }
    }

    @Test
    void directories_of_rows_are_left_out_where_they_are_not_done() {
        EngineSettings settings = EngineSettings.balanced();
        List<String> notes = new ArrayList<>();
        assertThat(EngineTrial.reduced(settings, EngineTrial::rows, notes::add)).isEqualTo(settings);
        assertThat(notes).isEmpty();

        EngineSettings reduced = EngineTrial.reduced(settings, UndonePartsTest::notDone, notes::add);
        assertThat(reduced).isEqualTo(settings.with().rowDirectoryBytes(0).build());
        assertThat(notes).containsExactly(UNDONE + ": gets go without directories of rows");
        assertThat(EngineTrial.reduced(reduced, UndonePartsTest::notDone, notes::add))
                .isEqualTo(reduced);
        assertThat(notes).hasSize(1);
    }

    private static void notDone() {
        throw new UnsupportedOperationException(UNDONE);
    }

    @Test
    void a_part_that_is_missing_is_told_once_and_the_store_is_that_of_week_2() {
        TunedEngine engine = new TunedEngine(streams(), UndonePartsTest::withoutStrategy);
        try (WritableStore store = engine.write(Disk.at(top.resolve("d")), SyncPolicy.never())) {
            assertThat(store.stats().toJson()).doesNotContain("amplification");
            assertThat(store.operations()).hasSize(1);
        }
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("cairn: note: " + UNDONE
                        + ", so this is the engine of week 2: no filters, no compaction, no cache"
                        + System.lineSeparator());
    }

    @Test
    void a_part_that_is_missing_when_the_parts_are_put_together_is_told_as_well() {
        assertThat(EngineTrial.missing(EngineSettings.balanced(), UndonePartsTest::notPutTogether))
                .hasValue(UNDONE);
        TunedEngine engine = new TunedEngine(streams(), UndonePartsTest::notPutTogether);
        try (WritableStore store = engine.write(Disk.at(top.resolve("d")), SyncPolicy.never())) {
            assertThat(store.operations()).hasSize(1);
        }
    }

    @Test
    void another_failure_is_none_of_an_exercise() {
        assertThatThrownBy(() -> EngineTrial.missing(EngineSettings.balanced(), _ -> {
                    throw new UnsupportedOperationException("something else");
                }))
                .hasMessage("something else");
    }

    @Test
    void merges_end_with_the_first_that_is_missing_and_nobody_waits_for_them() {
        List<String> notes = new ArrayList<>();
        Compaction compaction = UndoneMerges.noticing(
                new Compaction(MISSING, CompactionRunner.none(), _ -> WriteBrake.STOPPED), notes::add);

        assertThat(compaction.brake().bytesPerPause(Version.EMPTY)).isEqualTo(WriteBrake.STOPPED);
        assertThatThrownBy(() -> compaction.strategy().next(Version.EMPTY, 0))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessage(UNDONE + ", and merging tables needs it");

        assertThat(compaction.strategy().next(Version.EMPTY, 0)).isEqualTo(Optional.empty());
        assertThat(compaction.brake().bytesPerPause(Version.EMPTY)).isEqualTo(WriteBrake.FREE);
        assertThat(notes).containsExactly(UNDONE + ": tables are not merged");
    }

    @Test
    void a_merge_by_hand_says_each_time_what_is_missing() {
        List<String> notes = new ArrayList<>();
        Compaction compaction = UndoneMerges.noticing(new Compaction(byHand(), CompactionRunner.none()), notes::add);
        for (int times = 0; times < 2; times++) {
            CompactionStrategy hand = compaction.strategy().byHand(KeyRange.all());
            assertThatThrownBy(() -> hand.next(Version.EMPTY, 0)).hasMessage(UNDONE + ", and merging tables needs it");
        }
        assertThat(notes).hasSize(1);
    }

    private static CompactionStrategy byHand() {
        return new CompactionStrategy() {
            @Override
            public Optional<dev.cairn.lsm.compaction.CompactionPlan> next(Version version, long oldestSnapshot) {
                return Optional.empty();
            }

            @Override
            public CompactionStrategy byHand(KeyRange range) {
                return MISSING;
            }
        };
    }

    private static LsmOptions withoutStrategy(EngineSettings settings) {
        return settings.toOptions().withCompaction(new Compaction(MISSING, CompactionRunner.none()));
    }

    private StandardStreams streams() {
        return new StandardStreams(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                TerminalProbe.none(),
                Map.of());
    }

    private static LsmOptions notPutTogether(EngineSettings settings) {
        assertThat(settings.memtableBytes()).isPositive();
        throw new UnsupportedOperationException(UNDONE);
    }
}
