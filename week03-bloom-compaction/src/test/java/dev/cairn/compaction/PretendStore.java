package dev.cairn.compaction;

import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.version.Edits;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// A store of which nothing is on disk: its version, and which entries each table has.
///
/// Merges are carried out as nastily as a version allows: tables are cut anywhere, between the entries of
/// one user key too, and hidden entries are left out or kept as chance has it.
///
/// Confined to one thread.
final class PretendStore {
    static final int ENTRY_BYTES = 100;

    private static final int TABLE_ENTRIES = 6;

    private final RandomGenerator random;
    private final Map<Long, List<Entry>> contents = new HashMap<>();
    private final long[] newest;
    private Version version = Version.EMPTY;
    private long number;
    private long sequence;
    private long flushedBytes;

    /// @param keys how many user keys there are
    PretendStore(RandomGenerator random, int keys) {
        this.random = random;
        this.newest = new long[keys];
    }

    /// A put, in the order of tables: by key, of these the newest first.
    private record Entry(int key, long sequence) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return key == other.key ? Long.compare(other.sequence, sequence) : Integer.compare(key, other.key);
        }

        InternalKey internalKey() {
            return Edits.key("key" + (100 + key), sequence);
        }
    }

    Version version() {
        return version;
    }

    /// The largest number that a table has had.
    long number() {
        return number;
    }

    /// How many bytes all flushes have written.
    long flushedBytes() {
        return flushedBytes;
    }

    /// A table in level 0, of entries near to each other more often than not.
    void flush() {
        int width = 1 + random.nextInt(newest.length);
        int first = random.nextInt(newest.length - width + 1);
        TreeSet<Entry> entries = new TreeSet<>();
        for (int i = 1 + random.nextInt(TABLE_ENTRIES); i > 0; i--) {
            int key = first + random.nextInt(width);
            sequence++;
            newest[key] = sequence;
            entries.add(new Entry(key, sequence));
        }
        flushedBytes += (long) ENTRY_BYTES * entries.size();
        version = version.withEdit(Edits.add(0, table(List.copyOf(entries))));
    }

    /// Does what `plan` says, and checks that all is as it must be afterwards.
    void carryOut(CompactionPlan plan) {
        Version before = version;
        version = version.withEdit(plan.isTrivialMove() ? plan.moveEdit() : plan.edit(merge(plan)));
        requireNewestFirst(() -> before + " after " + Drawn.of(plan) + ": ");
    }

    /// Of no user key an older entry comes before a newer one, and the newest of each is there.
    private void requireNewestFirst(Supplier<String> what) {
        long[] last = new long[newest.length];
        long[] first = new long[newest.length];
        version.tables()
                .flatMap(table -> contents.getOrDefault(table.number(), List.of()).stream())
                .forEach(entry -> {
                    long before = last[entry.key()];
                    if (before != 0 && before <= entry.sequence()) {
                        throw new AssertionError(
                                what.get() + entry.internalKey() + " comes behind the entry " + before + " of its key");
                    }
                    last[entry.key()] = entry.sequence();
                    first[entry.key()] = Math.max(first[entry.key()], entry.sequence());
                });
        if (!Arrays.equals(first, newest)) {
            throw new AssertionError(what.get() + "the newest entries are " + Arrays.toString(newest) + ", found "
                    + Arrays.toString(first));
        }
    }

    private List<TableFile> merge(CompactionPlan plan) {
        TreeSet<Entry> entries = new TreeSet<>();
        plan.inputs().forEach(input -> entries.addAll(contents.get(input.table().number())));
        List<TableFile> outputs = new ArrayList<>();
        List<Entry> output = new ArrayList<>();
        int before = -1;
        for (Entry entry : entries) {
            if (entry.key() != before || random.nextBoolean()) {
                output.add(entry);
            }
            before = entry.key();
            if (!output.isEmpty() && random.nextInt(TABLE_ENTRIES) == 0) {
                outputs.add(table(output));
                output = new ArrayList<>();
            }
        }
        if (!output.isEmpty()) {
            outputs.add(table(output));
        }
        return outputs;
    }

    private TableFile table(List<Entry> entries) {
        number++;
        contents.put(number, List.copyOf(entries));
        return new TableFile(
                number,
                (long) ENTRY_BYTES * entries.size(),
                entries.getFirst().internalKey(),
                entries.getLast().internalKey());
    }
}
