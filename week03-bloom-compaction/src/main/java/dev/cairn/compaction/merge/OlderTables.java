package dev.cairn.compaction.merge;

import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Version;
import dev.cairn.workbook.Exercise;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The tables that a merge does not read and that may hold older entries than those it reads: in the
/// output level those beside the inputs, which may share a user key with them at a border, and all in
/// deeper levels.
///
/// ```
///   inputs        ........│ d──────m │........          asked for f: level 2 is at g──k, level 3 at e──h
///   level 2     │ a─b │       │ g──k │ p─r │            so there may be an f, in level 3
///   level 3     │ a──c │   │ e──h │     │ q──z │
/// ```
///
/// Who asks, asks for ascending keys: so each level has one place, which only goes forward, and all
/// questions together cost no more than the tables are.
///
/// Confined to one thread. LevelDB `Compaction::IsBaseLevelForKey`.
final class OlderTables {
    private final List<List<TableFile>> levels = new ArrayList<>();

    /// In each of [#levels], the index of the first table that does not end before the key that was asked
    /// for last.
    private final int[] places;

    /// @param version the one for which the plan was made
    OlderTables(CompactionPlan plan, Version version) {
        Set<Long> inputs = new HashSet<>();
        plan.inputs().forEach(input -> inputs.add(input.table().number()));
        for (int level = plan.outputLevel(); level < Version.LEVELS; level++) {
            levels.add(version.level(level).stream()
                    .filter(table -> !inputs.contains(table.number()))
                    .toList());
        }
        places = new int[levels.size()];
    }

    /// Whether one of the tables may hold an entry of the user key on which `entry` stands, which comes
    /// at or behind all that were asked for before.
    ///
    /// In each of [#levels], whose tables are in the order of their keys, the place ([#places]) goes
    /// forward past the tables that end before that user key, and stays before the first that does not:
    /// what was passed once is never looked at again. If there is such a table and it does not begin
    /// behind the user key, it may hold it, for all that is known here.
    ///
    /// [dev.cairn.lsm.entry.InternalKey#compareUserKeyTo(byte[], int, int)] compares the ends of a table
    /// with the key of a cursor, and makes no object. It is given the whole internal key
    /// ([EntryCursor#keyLength] bytes, the tag included), and compares without the tag.
    @Exercise("3.9")
    boolean mayHold(EntryCursor entry) {
        byte[] key = entry.keyArray();
        int start = entry.keyStart();
        int length = entry.keyLength();
        boolean isAny = false;
        for (int i = 0; i < places.length && !isAny; i++) {
            List<TableFile> tables = levels.get(i);
            while (places[i] < tables.size()
                    && tables.get(places[i]).largest().compareUserKeyTo(key, start, length) < 0) {
                places[i]++;
            }
            isAny = places[i] < tables.size()
                    && tables.get(places[i]).smallest().compareUserKeyTo(key, start, length) <= 0;
        }
        return isAny;
    }
}
