package dev.cairn.compaction.merge;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.common.store.Mutation;
import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.compaction.CompactionPlan.Input;
import dev.cairn.lsm.compaction.CompactionRunner;
import dev.cairn.lsm.compaction.MergeCounts;
import dev.cairn.lsm.entry.Entries;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.TableSummary;
import dev.cairn.lsm.table.TableWriter;
import dev.cairn.lsm.table.compression.Compression;
import dev.cairn.lsm.version.OpenTables;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.TableNames;
import dev.cairn.lsm.version.Version;
import dev.cairn.lsm.version.VersionEdit;
import dev.cairn.sim.Fault;
import dev.cairn.sim.FaultPlan;
import dev.cairn.sim.disk.DiskCall;
import dev.cairn.sim.disk.SimFileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Tables in a simulated directory, and a runner that merges them. Entries are text: `a@4=red`, `a@9
/// deleted`.
///
/// Confined to one thread.
final class MergePlace {
    /// Every entry is a block of its own, stored as it is.
    static final TableOptions OPTIONS = TableOptions.DEFAULT.withBlockBytes(1).withCompression(Compression.none());

    private static final String DIRECTORY = "db";

    /// Behind the three lengths of the first entry.
    private static final int FIRST_KEY_AT = 3;

    /// Behind the lengths, the key with its tag, the value, one restart point and their number, and the
    /// type.
    private static final int FIRST_CHECKSUM_AT = FIRST_KEY_AT + 1 + EntryTag.BYTES + 1 + 2 * Integer.BYTES + 1;

    private final List<DiskCall> calls = new ArrayList<>();
    private final SimFileSystem system = SimFileSystem.empty().listenedToBy(calls::add);
    private final Disk disk = system.disk(DIRECTORY);
    private final TableOptions options;
    private final OpenTables tables;
    private Version version = Version.EMPTY;
    private long number;
    private CompactionRunner.@Nullable Run run;

    MergePlace(TableOptions options) {
        this.options = options;
        this.tables = OpenTables.in(disk, options);
        try {
            disk.makeDirectory();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    MergePlace() {
        this(OPTIONS);
    }

    Version version() {
        return version;
    }

    /// Writes a table of `entries`, which need not be sorted, and adds it to `level` under the next number.
    Input table(int level, String... entries) {
        Map<InternalKey, Bytes> sorted = new TreeMap<>();
        for (String entry : entries) {
            add(sorted, entry);
        }
        return table(level, sorted);
    }

    Input table(int level, Map<InternalKey, Bytes> entries) {
        TableFile table = write(++number, entries);
        version = version.withEdit(VersionEdit.builder().add(level, table).build());
        return new Input(level, table);
    }

    /// Merges everything that is in the levels up to `outputLevel`, without other tables than `outputs`
    /// of about `tableBytes`.
    List<List<String>> mergeAll(int outputLevel, long oldestSnapshot, long tableBytes) {
        return merge(CompactionPlan.merge(inputsUpTo(outputLevel), outputLevel), oldestSnapshot, tableBytes);
    }

    /// The same, where all goes to one table, whose entries are the answer; none is none.
    List<String> mergeAll(int outputLevel, long oldestSnapshot) {
        return mergeAll(outputLevel, oldestSnapshot, 1 << 20).stream()
                .reduce((_, _) -> List.of("more than one table"))
                .orElse(List.of());
    }

    /// Carries out `plan`, installs the edit, and gives the entries of each output.
    List<List<String>> merge(CompactionPlan plan, long oldestSnapshot, long tableBytes) {
        VersionEdit edit = finish(begin(plan, oldestSnapshot, new MergingRunner(tableBytes)));
        version = version.withEdit(edit);
        return edit.added().stream().map(added -> entries(added.table())).toList();
    }

    CompactionRunner.Run begin(CompactionPlan plan, long oldestSnapshot, MergingRunner runner) {
        run = runner.begin(
                plan, new CompactionRunner.Setting(disk, version, tables, () -> ++number, options, oldestSnapshot));
        return run;
    }

    /// What the last merge counted.
    MergeCounts counts() {
        return Optional.ofNullable(run).orElseThrow().counts();
    }

    /// Steps until there is an edit.
    static VersionEdit finish(CompactionRunner.Run run) {
        try (run) {
            while (true) {
                Optional<VersionEdit> edit = run.step();
                if (edit.isPresent()) {
                    return edit.get();
                }
            }
        }
    }

    List<Input> inputsUpTo(int level) {
        List<Input> inputs = new ArrayList<>();
        for (int each = 0; each <= level; each++) {
            for (TableFile table : version.level(each)) {
                inputs.add(new Input(each, table));
            }
        }
        return inputs;
    }

    /// What is in a table, as text.
    List<String> entries(TableFile table) {
        try (EntryCursor cursor = cursor(table)) {
            return Entries.forward(cursor);
        }
    }

    /// A cursor over a table, which stands nowhere yet. Whoever asks closes it.
    EntryCursor cursor(TableFile table) {
        return tables.reader(table).cursor();
    }

    /// A cursor over all entries of the inputs of a plan, which stands nowhere yet. Whoever asks closes it.
    EntryCursor entriesOf(CompactionPlan plan) {
        return MergeInputs.of(plan, tables);
    }

    /// The names of all files.
    List<String> names() {
        return system.freeze().visible().files().keySet().stream()
                .map(path -> path.substring(DIRECTORY.length() + 1))
                .toList();
    }

    List<String> openFiles() {
        return system.openFiles();
    }

    /// What is done on disk while `work` runs, only what may change what a crash leaves (`append
    /// 000004.sst`), and the same once only if it comes twice in a row.
    List<String> changesDuring(Runnable work) {
        calls.clear();
        work.run();
        List<String> lines = new ArrayList<>();
        for (DiskCall call : calls) {
            String line = (call.kind().method() + call.path().replaceFirst("^" + DIRECTORY + "/?", " ")).strip();
            if (call.kind().changesDisk()
                    && (lines.isEmpty() || !lines.getLast().equals(line))) {
                lines.add(line);
            }
        }
        return lines;
    }

    int calls() {
        return system.calls();
    }

    /// Lets the call fail that comes after `passed` others.
    void failCallAfter(int passed, Fault fault) {
        system.withFaults(FaultPlan.at(system.calls() + passed, fault));
    }

    void failNothing() {
        system.withFaults(FaultPlan.none());
    }

    void flipBit(TableFile table, long bit) {
        system.flipBit(DIRECTORY + "/" + TableNames.nameOf(table.number()), bit);
    }

    /// Gives the first entry of `table`, whose key and value are one byte each, another key, and its
    /// block the checksum that this takes.
    void rename(TableFile table, char key) {
        String name = TableNames.nameOf(table.number());
        try {
            byte[] bytes = new byte[(int) table.bytes()];
            try (ReadFile file = disk.open(name)) {
                file.read(0, ByteBuffer.wrap(bytes));
            }
            bytes[FIRST_KEY_AT] = (byte) key;
            Bytes block = Bytes.wrap(bytes).slice(0, FIRST_CHECKSUM_AT);
            Bytes rest = Bytes.wrap(bytes).slice(FIRST_CHECKSUM_AT + Integer.BYTES, bytes.length);
            disk.delete(name);
            try (AppendFile file = disk.create(name)) {
                file.append(new ByteWriter()
                        .raw(block)
                        .fixed32(block.maskedCrc())
                        .raw(rest)
                        .toBytes()
                        .asBuffer());
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    static void add(Map<InternalKey, Bytes> entries, String entry) {
        String[] keyAndRest = entry.split("@", 2);
        String[] sequenceAndValue = keyAndRest[1].split("[ =]", 2);
        Bytes key = Bytes.utf8(keyAndRest[0]);
        long sequence = Long.parseLong(sequenceAndValue[0]);
        Mutation mutation = entry.endsWith(" deleted")
                ? new Mutation.Delete(key)
                : new Mutation.Put(key, Bytes.utf8(sequenceAndValue[1]));
        entries.put(
                InternalKey.of(mutation, sequence), mutation instanceof Mutation.Put put ? put.value() : Bytes.EMPTY);
    }

    static InternalKey key(String userKey, long sequence) {
        return InternalKey.of(Bytes.utf8(userKey), EntryTag.ofPut(sequence));
    }

    private TableFile write(long tableNumber, Map<InternalKey, Bytes> entries) {
        try (AppendFile file = disk.create(TableNames.nameOf(tableNumber))) {
            TableWriter writer = new TableWriter(file, options);
            for (Map.Entry<InternalKey, Bytes> each : entries.entrySet()) {
                byte[] key = each.getKey().encoded().toArray();
                writer.add(key, 0, key.length, each.getValue());
            }
            TableSummary summary = writer.finish();
            file.sync();
            disk.syncDirectory();
            return new TableFile(tableNumber, summary.bytes(), summary.smallest(), summary.largest());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
