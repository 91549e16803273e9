package dev.cairn.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Version;
import dev.cairn.lsm.version.VersionEdit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// A store of which nothing is on disk: its version, and which entries each table has.
///
/// Merges are carried out as nastily as a version allows: tables are cut anywhere, between the entries of one user key
/// too, and hidden entries are left out or kept as chance has it.
///
/// Confined to one thread.
final class PretendStore {
    static final int ENTRY_BYTES = 100;

    private static final int TABLE_ENTRIES = 6;

    private final RandomGenerator random;
    private final int keys;
    private final Map<Long, List<InternalKey>> contents = new HashMap<>();
    private final Map<Bytes, Long> newest = new HashMap<>();
    private Version version = Version.EMPTY;
    private long number;
    private long sequence;
    private long flushedBytes;

    /// @param keys how many user keys there are
    PretendStore(RandomGenerator random, int keys) {
        this.random = random;
        this.keys = keys;
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
        int width = 1 + random.nextInt(keys);
        int first = random.nextInt(keys - width + 1);
        TreeSet<InternalKey> entries = new TreeSet<>();
        for (int i = 1 + random.nextInt(TABLE_ENTRIES); i > 0; i--) {
            Bytes key = Bytes.utf8("key%03d".formatted(first + random.nextInt(width)));
            sequence++;
            newest.put(key, sequence);
            entries.add(InternalKey.of(key, EntryTag.ofPut(sequence)));
        }
        flushedBytes += (long) ENTRY_BYTES * entries.size();
        VersionEdit.Builder edit = VersionEdit.builder();
        edit.add(0, table(List.copyOf(entries)));
        version = version.withEdit(edit.build());
    }

    /// Does what `plan` says, and checks that all is as it must be afterwards.
    void carryOut(CompactionPlan plan) {
        String before = version.toString();
        version = version.withEdit(plan.isTrivialMove() ? plan.moveEdit() : plan.edit(merge(plan)));
        requireNewestFirst(before + " after " + Drawn.of(plan));
    }

    /// Of no user key an older entry comes before a newer one, and the newest of each is there.
    private void requireNewestFirst(String what) {
        Map<Bytes, Long> last = new HashMap<>();
        Map<Bytes, Long> first = new HashMap<>();
        version.tables().flatMap(table -> contents.get(table.number()).stream()).forEach(key -> {
            Long before = last.put(key.userKey(), key.sequence());
            if (before != null && before <= key.sequence()) {
                throw new AssertionError(what + ": " + key + " comes behind the entry " + before + " of its key");
            }
            first.putIfAbsent(key.userKey(), key.sequence());
        });
        assertThat(first).as("%s: the newest entry of each key", what).isEqualTo(newest);
    }

    private List<TableFile> merge(CompactionPlan plan) {
        TreeSet<InternalKey> entries = new TreeSet<>();
        plan.inputs().forEach(input -> entries.addAll(contents.get(input.table().number())));
        List<TableFile> outputs = new ArrayList<>();
        List<InternalKey> output = new ArrayList<>();
        Bytes before = Bytes.utf8("");
        for (InternalKey key : entries) {
            boolean isKept = !key.userKey().equals(before) || random.nextBoolean();
            before = key.userKey();
            if (isKept) {
                output.add(key);
            }
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

    private TableFile table(List<InternalKey> entries) {
        number++;
        contents.put(number, List.copyOf(entries));
        return new TableFile(number, (long) ENTRY_BYTES * entries.size(), entries.getFirst(), entries.getLast());
    }
}
