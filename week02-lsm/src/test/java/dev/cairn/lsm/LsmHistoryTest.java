package dev.cairn.lsm;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.lsm.LsmLife.Kind;
import dev.cairn.lsm.LsmLife.Step;
import dev.cairn.lsm.memtable.MemtableOptions;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.commit.SyncPolicy;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;

/// Any history of writes, reads, flushes, snapshots, cursors, clean ends and sudden deaths leaves what a sorted
/// map has that went through the same.
@Tag("2.18")
final class LsmHistoryTest {
    /// Memtables of a kilobyte, of which one may wait, and short segments.
    private static final LsmOptions SMALL = LsmPlace.OPTIONS
            .withMemtables(MemtableOptions.DEFAULT.withBytes(1024).withFrozenMax(1))
            .withTables(TableOptions.DEFAULT.withBlockBytes(200))
            .withLog(new LogOptions(4_000, 500));

    private static final long STEPS = 1_000_000;

    @Property(tries = 120, edgeCases = EdgeCasesMode.NONE)
    void under_always(@ForAll("histories") List<Step> history) {
        goThrough(history, SMALL);
    }

    @Property(tries = 120, edgeCases = EdgeCasesMode.NONE)
    void under_never_while_tables_are_merged(@ForAll("histories") List<Step> history) {
        goThrough(history, SMALL.withSync(SyncPolicy.never()).withCompaction(Rewriting.whenThereAre(3)));
    }

    @Property(tries = 120, edgeCases = EdgeCasesMode.NONE)
    void under_every_while_rows_stay_in_memory(@ForAll("histories without a clean end") List<Step> history) {
        goThrough(
                history, SMALL.withSync(SyncPolicy.every(Duration.ofMillis(10))).withFlushing(LsmHistoryTest::isKept));
    }

    @Example
    @Tag("full")
    void a_million_steps() {
        LsmOptions options = SMALL.withMemtables(MemtableOptions.DEFAULT.withBytes(16 << 10))
                .withCompaction(Rewriting.whenThereAre(4));
        SplittableRandom random = new SplittableRandom(1);
        LsmLife life = new LsmLife(LsmPlace.emptyForLong(), options);
        long began = System.nanoTime();
        for (long i = 0; i < STEPS; i++) {
            Step step = Step.draw(random);
            try {
                life.take(step);
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("step " + i + ", " + step + ": " + failure.getMessage(), failure);
            }
        }
        life.end();
        System.out.printf("%,d steps in %.1f s%n", STEPS, (System.nanoTime() - began) / 1e9);
    }

    private static void goThrough(List<Step> history, LsmOptions options) {
        LsmLife life = new LsmLife(LsmPlace.empty(), options);
        history.forEach(life::take);
        life.end();
    }

    private static boolean isKept(Bytes key) {
        return !key.isEmpty() && key.at(0) % 3 == 0;
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return historiesOf(Kind.CLOSE);
    }

    /// A clean end waits for the leader of a commit, who is an event of the world if rows are carried.
    @Provide("histories without a clean end")
    Arbitrary<List<Step>> historiesWithoutClose() {
        return historiesOf(Kind.KILL);
    }

    private static Arbitrary<List<Step>> historiesOf(Kind end) {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(24, Kind.PUT),
                Tuple.of(6, Kind.DELETE),
                Tuple.of(6, Kind.BATCH),
                Tuple.of(6, Kind.COMPARE_AND_SET),
                Tuple.of(6, Kind.GET),
                Tuple.of(4, Kind.SCAN),
                Tuple.of(3, Kind.FLUSH),
                Tuple.of(9, Kind.LET_TIME_PASS),
                Tuple.of(3, Kind.TAKE_SNAPSHOT),
                Tuple.of(4, Kind.OPEN_CURSOR),
                Tuple.of(8, Kind.MOVE_CURSOR),
                Tuple.of(1, end),
                Tuple.of(2, Kind.KILL));
        Arbitrary<Bytes> keys = Arbitraries.bytes().between((byte) 0, (byte) 11).map(Bytes::copyOf);
        return Combinators.combine(kinds, keys, Arbitraries.integers().between(0, 2_000))
                .as(Step::new)
                .list()
                .ofMaxSize(90);
    }
}
