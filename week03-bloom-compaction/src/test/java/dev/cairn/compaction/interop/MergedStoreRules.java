package dev.cairn.compaction.interop;

import dev.cairn.bloom.BlockedBloom;
import dev.cairn.compaction.LeveledBrake;
import dev.cairn.compaction.LeveledCompaction;
import dev.cairn.compaction.LeveledOptions;
import dev.cairn.compaction.merge.MergingRunner;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.compaction.Compaction;
import dev.cairn.lsm.interop.History;
import dev.cairn.lsm.interop.StoreRules;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/// The rules of week 2, with stores of ours that have filters and merge their tables all the time: into
/// tables of a few kilobytes, in several levels.
interface MergedStoreRules extends StoreRules {
    @Override
    default LsmOptions ours(Setting setting) {
        LsmOptions options = StoreRules.super.ours(setting);
        return options.withTables(options.tables().withFilter(BlockedBloom.at(0.01)))
                .withCompaction(leveled(isSound() ? 8 << 10 : 64 << 20));
    }

    @Override
    @Property(tries = 6, shrinking = ShrinkingMode.BOUNDED)
    @Tag("3.10")
    default void they_have_what_we_wrote(@ForAll("histories") History history, @ForAll("settings") Setting setting)
            throws IOException {
        StoreRules.super.they_have_what_we_wrote(history, setting);
    }

    @Override
    @Property(tries = 6, shrinking = ShrinkingMode.BOUNDED)
    @Tag("3.10")
    default void we_have_what_they_wrote(@ForAll("histories") History history, @ForAll("settings") Setting setting)
            throws IOException {
        StoreRules.super.we_have_what_they_wrote(history, setting);
    }

    @Override
    @Property(tries = 10, shrinking = ShrinkingMode.BOUNDED)
    @Tag("full")
    default void each_goes_on_from_the_other_round_by_round(
            @ForAll("rounds") List<History> rounds, @ForAll("settings") Setting setting) throws IOException {
        StoreRules.super.each_goes_on_from_the_other_round_by_round(rounds, setting);
    }

    /// No property here: while tables are merged, files that are copied one after the other are no state
    /// of a store.
    @Override
    default void they_have_what_we_wrote_though_we_never_closed(History before, Setting setting) {}

    /// Leveled compaction of tables of that length.
    static Compaction leveled(long tableBytes) {
        LeveledOptions options = LeveledOptions.DEFAULT.withLevel0(2, 6, 10).withSizes(3 * tableBytes, 4, tableBytes);
        return new Compaction(new LeveledCompaction(options), new MergingRunner(tableBytes), new LeveledBrake(options));
    }
}
