package dev.cairn.compaction.merge;

import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.merge.LevelCursor;
import dev.cairn.lsm.merge.MergingCursor;
import dev.cairn.lsm.table.TableReader;
import dev.cairn.lsm.version.OpenTables;
import dev.cairn.lsm.version.TableFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// The tables of a plan as one sorted sequence of entries.
///
/// Stateless.
final class MergeInputs {
    private static final Comparator<TableFile> NEWEST_FIRST =
            Comparator.comparingLong(TableFile::number).reversed();
    private static final Comparator<TableFile> BY_KEY = Comparator.comparing(TableFile::smallest);

    private MergeInputs() {}

    /// A cursor over all entries of the inputs of `plan`, which stands nowhere yet: a [MergingCursor]
    /// over the sources, the newest first.
    ///
    /// The tables of level 0 overlap: each is a source of its own, the one with the largest number first.
    /// (That is seen only where two of them have the very same entry.) Behind them comes one source for
    /// each deeper level that has inputs: a [LevelCursor] over its tables in the order of their keys,
    /// which opens one of them at a time. The plan may name them in any order.
    ///
    /// A table is read by a cursor of its own kind ([dev.cairn.lsm.table.TableReader#cursorFromFile]): a
    /// merge reads each block once, but the first and the last, which are looked at before, and must neither
    /// push others out of the cache nor write damage anew.
    static EntryCursor of(CompactionPlan plan, OpenTables tables) {
        Function<TableFile, EntryCursor> opener = table -> whole(table, tables.reader(table));
        List<EntryCursor> sources = new ArrayList<>();
        plan.inputsOf(0).stream().sorted(NEWEST_FIRST).map(opener).forEach(sources::add);
        for (int level = 1; level <= plan.outputLevel(); level++) {
            List<TableFile> sorted =
                    plan.inputsOf(level).stream().sorted(BY_KEY).toList();
            if (!sorted.isEmpty()) {
                sources.add(LevelCursor.over(sorted, opener));
            }
        }
        return new MergingCursor(sources);
    }

    /// A cursor over all of `table`, whose first and last entry are where the manifest says.
    ///
    /// @throws StoreException.Corrupt if one lies outside: merged by those bounds it would end up beside another
    ///     version of its key, in the wrong order
    private static EntryCursor whole(TableFile table, TableReader reader) {
        EntryCursor entries = reader.cursorFromFile();
        if (entries.first()) {
            requireWithin(table, reader, InternalKey.at(entries));
            entries.last();
            requireWithin(table, reader, InternalKey.at(entries));
        }
        return entries;
    }

    private static void requireWithin(TableFile table, TableReader reader, InternalKey key) {
        if (key.compareTo(table.smallest()) < 0 || key.compareTo(table.largest()) > 0) {
            throw new StoreException.Corrupt(
                    reader.toString(),
                    0,
                    "entries from %s to %s, as the manifest says".formatted(table.smallest(), table.largest()),
                    key.toString());
        }
    }
}
