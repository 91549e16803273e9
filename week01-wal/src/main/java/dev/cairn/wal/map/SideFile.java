package dev.cairn.wal.map;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.common.codec.Codecs;
import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.Damage;
import dev.cairn.wal.ReadResult;
import dev.cairn.wal.RecordReader;
import dev.cairn.wal.RecordWriter;
import dev.cairn.wal.Recovery;
import dev.cairn.wal.TailPolicy;
import dev.cairn.wal.commit.SyncPolicy;
import dev.cairn.workbook.Exercise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a directory must remember beside LevelDB's own files: the file `CAIRN`, which LevelDB ignores.
///
/// It is a record log with one record, a JSON object, and is only ever replaced as a whole: written under a
/// temporary name, synced, renamed, and the directory synced. The format: `docs/formats/log.md`.
///
/// Immutable.
///
/// @param engine which kind of store the directory belongs to: `map` or `lsm`
/// @param runs which sync policy wrote which segments, in ascending order
public record SideFile(String engine, List<Run> runs) {
    /// The name of the file.
    public static final String NAME = "CAIRN";

    /// The name under which it is written before it is renamed.
    public static final String TEMPORARY_NAME = "CAIRN.tmp";

    private static final Set<String> FIELDS = Set.of("engine", "runs");
    private static final int BYTES_MAX = 1 << 20;

    /// From `firstSegment` on, up to the next run's, segments were written under `sync`.
    public record Run(long firstSegment, String sync) {}

    public SideFile {
        Objects.requireNonNull(engine, "a side file names its engine");
        runs = List.copyOf(runs);
    }

    /// The side file of `disk`, or empty if it has none.
    ///
    /// @throws StoreException.Corrupt if it cannot be understood
    /// @throws StoreException.Refused if a newer version has written it
    public static Optional<SideFile> read(Disk disk) {
        try {
            if (!disk.exists(NAME)) {
                return Optional.empty();
            }
            try (ReadFile file = disk.open(NAME)) {
                return Optional.of(decode(disk.describe(NAME), file));
            }
        } catch (IOException cause) {
            throw StoreException.Failed.of("read", disk.describe(NAME), cause);
        }
    }

    /// Replaces the side file of `disk`, durably.
    public void write(Disk disk) {
        try {
            if (disk.exists(TEMPORARY_NAME)) {
                disk.delete(TEMPORARY_NAME);
            }
            try (AppendFile file = disk.create(TEMPORARY_NAME)) {
                new RecordWriter(file).append(Codecs.json(SideFile.class).encode(this));
                file.sync();
            }
            disk.rename(TEMPORARY_NAME, NAME);
            disk.syncDirectory();
        } catch (IOException cause) {
            throw StoreException.Failed.of("write", disk.describe(NAME), cause);
        }
    }

    /// How the tail of segment `number` is judged. Of a segment that nobody told us about, nothing is assumed.
    public TailPolicy tailPolicyOf(long number) {
        return runs.stream()
                .filter(run -> run.firstSegment() <= number)
                .reduce((_, later) -> later)
                .map(run -> TailPolicy.after(SyncPolicy.parse(run.sync())))
                .orElse(TailPolicy.FIRST_DAMAGE_ENDS);
    }

    /// The number of a segment that was once begun, so that the log goes at least as far; 0 before there is one.
    public long newestNamed() {
        return runs.isEmpty() ? 0 : runs.getLast().firstSegment();
    }

    /// The same with `policy` for every segment from `firstSegment` on, and without the runs that nothing needs.
    ///
    /// 1. A run that begins at `firstSegment` or behind it gives way.
    /// 2. A run ends where the next one that stays begins. One that ends at `firstKept` or before has no
    ///    segment that is kept, and goes.
    /// 3. If the last run that stays has this policy already, it goes on; else a new one begins at
    ///    `firstSegment`.
    ///
    /// The engine and the order of the runs stay.
    @Exercise("1.11")
    public SideFile with(long firstSegment, SyncPolicy policy, long firstKept) {
        List<Run> next = new ArrayList<>();
        for (Run run : runs) {
            if (run.firstSegment() < firstSegment) {
                next.removeIf(_ -> run.firstSegment() <= firstKept);
                next.add(run);
            }
        }
        if (next.isEmpty() || !next.getLast().sync().equals(policy.toString())) {
            next.add(new Run(firstSegment, policy.toString()));
        }
        return new SideFile(engine, next);
    }

    private static SideFile decode(String name, ReadFile file) throws IOException {
        long size = file.size();
        if (size > BYTES_MAX) {
            throw new StoreException.Corrupt(name, 0, "at most " + BYTES_MAX + " bytes", size + " bytes");
        }
        RecordReader reader = new RecordReader(file, 0, size, TailPolicy.ONE_RECORD_PER_SYNC);
        return switch (reader.next()) {
            case ReadResult.Whole(Bytes payload, long offset) -> parse(name, offset, payload);
            case ReadResult.TornTail(long _, long offset, Damage damage) ->
                throw Recovery.corrupt(name, offset, damage);
            case ReadResult.Corrupt(long _, long offset, Damage damage) -> throw Recovery.corrupt(name, offset, damage);
            case ReadResult.End(long offset) -> throw new StoreException.Corrupt(name, offset, "a record", "none");
        };
    }

    private static SideFile parse(String name, long offset, Bytes payload) {
        fieldsOf(payload).filter(field -> !FIELDS.contains(field)).findFirst().ifPresent(field -> {
            throw new StoreException.Refused(name + " tells of \"" + field + "\", of which this version knows nothing:"
                    + " open the store with the newer version that wrote it");
        });
        try {
            SideFile parsed = Codecs.json(SideFile.class).decode(payload);
            parsed.runs().forEach(run -> SyncPolicy.parse(run.sync()));
            return parsed;
        } catch (RuntimeException cause) {
            throw new StoreException.Corrupt(name, offset, "a JSON object with engine and runs", "\"" + payload + "\"");
        }
    }

    /// The names in a JSON object. A program that knows one of them not would lose it with the next [#write].
    private static Stream<String> fieldsOf(Bytes payload) {
        try {
            Map<?, ?> fields = Codecs.json(Map.class).decode(payload);
            return fields.keySet().stream().map(String::valueOf);
        } catch (CorruptBytesException _) {
            return Stream.empty();
        }
    }
}
